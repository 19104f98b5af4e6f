package io.ottla.broker.config;

/** How a listener's connections are secured, under Kafka's names; {@link #code} is that of the wire and of metadata records. */
public enum SecurityProtocol {
    PLAINTEXT(0, false, false),
    SSL(1, true, false),
    SASL_PLAINTEXT(2, false, true),
    SASL_SSL(3, true, true);

    private final short code;
    private final boolean encrypted;
    private final boolean authenticated;

    SecurityProtocol(int code, boolean encrypted, boolean authenticated) {
        this.code = (short) code;
        this.encrypted = encrypted;
        this.authenticated = authenticated;
    }

    public short code() {
        return code;
    }

    /** Does it begin with a TLS handshake? */
    public boolean encrypted() {
        return encrypted;
    }

    /** Must a client pass SASL before anything else? */
    public boolean authenticated() {
        return authenticated;
    }
}
