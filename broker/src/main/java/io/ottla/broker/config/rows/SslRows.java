package io.ottla.broker.config.rows;

/** TLS. Columns: see {@link io.ottla.broker.config.rows}. */
public final class SslRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            ssl.allow.dn.changes boolean false - low read-only without-effect:security
                May a new key store bring a certificate with another distinguished name?
            ssl.allow.san.changes boolean false - low read-only without-effect:security
                May a new key store bring a certificate with other alternative names?
            ssl.cipher.suites list '' unique-or-none medium per-broker without-effect:security
                Cipher suites that may be used; those of the Java runtime if empty.
            ssl.client.auth string none {required,requested,none} medium per-broker without-effect:security
                Must clients show a certificate: required, requested, or none?
            ssl.enabled.protocols list TLSv1.2,TLSv1.3 unique-or-none medium per-broker without-effect:security
                Versions of TLS that may be used.
            ssl.endpoint.identification.algorithm string https - low per-broker without-effect:security
                How the host name in a server's certificate is checked; nothing is checked if empty.
            ssl.engine.factory.class class null - low per-broker without-effect:security
                A plug-in that makes the engines for TLS.
            ssl.key.password password null - medium per-broker without-effect:security
                The password of the private key.
            ssl.keymanager.algorithm string SunX509 - medium per-broker without-effect:security
                The algorithm of the Java runtime's key managers.
            ssl.keystore.certificate.chain password null - medium per-broker without-effect:security
                Certificates with which this node identifies itself, as PEM.
            ssl.keystore.key password null - medium per-broker without-effect:security
                The private key, as PEM.
            ssl.keystore.location string null - medium per-broker without-effect:security
                The file with the key and certificates of this node.
            ssl.keystore.password password null - medium per-broker without-effect:security
                The password of the key store.
            ssl.keystore.type string JKS - medium per-broker without-effect:security
                The format of the key store: JKS, PKCS12 or PEM.
            ssl.principal.mapping.rules string DEFAULT - low read-only without-effect:security
                How a distinguished name becomes the name of a user; the whole of it by default.
            ssl.protocol string TLSv1.3 - medium per-broker without-effect:security
                The newest version of TLS to begin with.
            ssl.provider string null - medium per-broker without-effect:security
                The security provider of Java to use; its first choice unless set.
            ssl.secure.random.implementation string null - low per-broker without-effect:security
                The source of random numbers; the Java runtime's choice unless set.
            ssl.trustmanager.algorithm string PKIX - medium per-broker without-effect:security
                The algorithm of the Java runtime's trust managers.
            ssl.truststore.certificates password null - medium per-broker without-effect:security
                Certificates that are trusted, as PEM.
            ssl.truststore.location string null - medium per-broker without-effect:security
                The file with the certificates that are trusted.
            ssl.truststore.password password null - medium per-broker without-effect:security
                The password of the trust store.
            ssl.truststore.type string JKS - medium per-broker without-effect:security
                The format of the trust store: JKS, PKCS12 or PEM.
            """;

    private SslRows() {}
}
