package io.ottla.broker.handler.topic;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.replication.controller.request.NewTopic;
import java.util.HashMap;
import java.util.Map;

/**
 * Topics nobody ordered in so many words: made because somebody asked for them, or because the broker itself needs them. A broker's
 * own topics have settings of their own, and where nobody says how many replicas they have, as many as there are brokers for. Stateless.
 */
public final class ImpliedTopics {
    private static final String MIN_IN_SYNC = "min.insync.replicas";

    private ImpliedTopics() {}

    /**
     * The topic {@code name} as it is to be created.
     *
     * @param brokers how many are alive
     */
    public static NewTopic of(String name, BrokerConfig config, int brokers) {
        return switch (name) {
            case TopicNames.OFFSETS ->
                own(
                        name,
                        config,
                        brokers,
                        new Settings(
                                "offsets.topic.",
                                "",
                                Map.of("cleanup.policy", "compact", "compression.type", "producer")));
            case TopicNames.TRANSACTIONS ->
                own(
                        name,
                        config,
                        brokers,
                        new Settings(
                                "transaction.state.log.",
                                "transaction.state.log.min.isr",
                                Map.of(
                                        "cleanup.policy",
                                        "compact",
                                        "compression.type",
                                        "uncompressed",
                                        "unclean.leader.election.enable",
                                        "false")));
            case TopicNames.SHARES ->
                own(
                        name,
                        config,
                        brokers,
                        new Settings(
                                "share.coordinator.state.topic.",
                                "share.coordinator.state.topic.min.isr",
                                Map.of(
                                        "cleanup.policy",
                                        "delete",
                                        "compression.type",
                                        "producer",
                                        "retention.ms",
                                        "-1")));
            default -> NewTopic.ofDefaults(name);
        };
    }

    /** Where the broker's settings for a topic begin, which of them says how many replicas must be in sync, and what is always so. */
    private record Settings(String prefix, String minInSync, Map<String, String> always) {}

    private static NewTopic own(String name, BrokerConfig config, int brokers, Settings settings) {
        int replicas = atMost(brokers, config, settings.prefix + "replication.factor");
        var configs = new HashMap<>(settings.always);
        configs.put("segment.bytes", Integer.toString(config.intOf(settings.prefix + "segment.bytes")));
        if (!settings.minInSync.isEmpty()) {
            configs.put(MIN_IN_SYNC, Integer.toString(atMost(replicas, config, settings.minInSync)));
        }
        return new NewTopic(
                name, config.intOf(settings.prefix + "num.partitions"), replicas, Map.of(), new HashMap<>(configs));
    }

    /** What is set; where nothing is, the default, but no more than {@code most}. */
    private static int atMost(int most, BrokerConfig config, String setting) {
        int value = config.intOf(setting);
        return config.isSet(setting) ? value : Math.min(value, Math.max(most, 1));
    }
}
