package io.ottla.broker.handler.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.replication.controller.request.NewTopic;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImpliedTopicsTest {
    private static final BrokerConfig PLAIN = BrokerConfig.of(Map.of());

    @Test
    void a_topic_of_a_user_gets_the_defaults() {
        assertEquals(NewTopic.ofDefaults("words"), ImpliedTopics.of("words", PLAIN, 1));
    }

    @Test
    void own_topics_are_made_as_apache_kafka_makes_them() {
        assertEquals(
                new NewTopic(
                        TopicNames.OFFSETS,
                        50,
                        1,
                        Map.of(),
                        Map.of(
                                "cleanup.policy",
                                "compact",
                                "compression.type",
                                "producer",
                                "segment.bytes",
                                "104857600")),
                ImpliedTopics.of(TopicNames.OFFSETS, PLAIN, 1));
        assertEquals(
                Map.of(
                        "cleanup.policy", "compact",
                        "compression.type", "uncompressed",
                        "segment.bytes", "104857600",
                        "min.insync.replicas", "1",
                        "unclean.leader.election.enable", "false"),
                ImpliedTopics.of(TopicNames.TRANSACTIONS, PLAIN, 1).configs());
        assertEquals(
                Map.of(
                        "cleanup.policy", "delete",
                        "compression.type", "producer",
                        "segment.bytes", "104857600",
                        "min.insync.replicas", "1",
                        "retention.ms", "-1"),
                ImpliedTopics.of(TopicNames.SHARES, PLAIN, 1).configs());
    }

    @Test
    void unset_they_have_as_many_replicas_as_there_are_brokers_up_to_three() {
        assertEquals(2, ImpliedTopics.of(TopicNames.OFFSETS, PLAIN, 2).replicationFactor());
        assertEquals(3, ImpliedTopics.of(TopicNames.OFFSETS, PLAIN, 5).replicationFactor());
        assertEquals(
                "2",
                ImpliedTopics.of(TopicNames.TRANSACTIONS, PLAIN, 5).configs().get("min.insync.replicas"));
    }

    @Test
    void what_is_set_holds_whatever_brokers_there_are() {
        var three = BrokerConfig.of(Map.of("offsets.topic.replication.factor", "3"));
        assertEquals(3, ImpliedTopics.of(TopicNames.OFFSETS, three, 1).replicationFactor());
    }
}
