package io.ottla.cli.config;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What settings can belong to. */
enum EntityType {
    TOPICS("topics", "--topic", null, 2, ConfigSource.DYNAMIC_TOPIC_CONFIG),
    BROKERS("brokers", "--broker", "--broker-defaults", 4, ConfigSource.DYNAMIC_BROKER_CONFIG),
    BROKER_LOGGERS("broker-loggers", "--broker-logger", null, 8, null),
    CLIENT_METRICS("client-metrics", "--client-metrics", null, 16, ConfigSource.DYNAMIC_CLIENT_METRICS_CONFIG),
    GROUPS("groups", "--group", null, 32, ConfigSource.DYNAMIC_GROUP_CONFIG),
    USERS("users", "--user", "--user-defaults", -1, null),
    CLIENTS("clients", "--client", "--client-defaults", -1, null),
    IPS("ips", "--ip", "--ip-defaults", -1, null);

    private final String plural;
    private final String option;
    private final @Nullable String defaultsOption;
    private final int resourceType;
    private final @Nullable ConfigSource own;

    EntityType(
            String plural,
            String option,
            @Nullable String defaultsOption,
            int resourceType,
            @Nullable ConfigSource own) {
        this.plural = plural;
        this.option = option;
        this.defaultsOption = defaultsOption;
        this.resourceType = resourceType;
        this.own = own;
    }

    static Optional<EntityType> named(String plural) {
        return Arrays.stream(values())
                .filter(type -> type.plural.equals(plural))
                .findFirst();
    }

    /** As {@code --entity-type} takes it. */
    String plural() {
        return plural;
    }

    /** As Kafka's tool calls one of them. */
    String singular() {
        return plural.substring(0, plural.length() - 1);
    }

    /** The option that names one of them. */
    String option() {
        return option;
    }

    /** The option for the settings all of them start from; null if there are none. */
    @Nullable
    String defaultsOption() {
        return defaultsOption;
    }

    /** The number in DescribeConfigs; -1 for those whose settings are quotas. */
    byte resourceType() {
        return (byte) resourceType;
    }

    boolean isQuota() {
        return resourceType < 0;
    }

    /** Where a setting comes from that was made for this very entity; null if all are shown. */
    @Nullable
    ConfigSource own() {
        return own;
    }
}
