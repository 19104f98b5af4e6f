package io.ottla.broker.config;

/** Who says what a setting is; the codes are those of DescribeConfigs v1+ (KIP-226). */
public enum SettingSource {
    UNKNOWN(0),
    TOPIC(1),
    BROKER(2),
    ALL_BROKERS(3),
    FILE(4),
    DEFAULT(5),
    LOGGER(6),
    CLIENT_METRICS(7),
    GROUP(8);

    private final byte code;

    SettingSource(int code) {
        this.code = (byte) code;
    }

    /** The code on the wire. */
    public byte code() {
        return code;
    }
}
