package io.ottla.compat.differential.config;

/** The kinds of things that have configurations, as the protocol numbers them. */
final class ConfigResources {
    static final int TOPIC = 2;
    static final int BROKER = 4;
    static final int BROKER_LOGGER = 8;
    static final int CLIENT_METRICS = 16;
    static final int GROUP = 32;

    private ConfigResources() {}
}
