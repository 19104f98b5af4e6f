package io.ottla.cli.config;

/** Where the value of a setting comes from, numbered as in DescribeConfigs. */
enum ConfigSource {
    UNKNOWN,
    DYNAMIC_TOPIC_CONFIG,
    DYNAMIC_BROKER_CONFIG,
    DYNAMIC_DEFAULT_BROKER_CONFIG,
    STATIC_BROKER_CONFIG,
    DEFAULT_CONFIG,
    DYNAMIC_BROKER_LOGGER_CONFIG,
    DYNAMIC_CLIENT_METRICS_CONFIG,
    DYNAMIC_GROUP_CONFIG;

    private static final ConfigSource[] BY_CODE = values();

    static ConfigSource of(byte code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }
}
