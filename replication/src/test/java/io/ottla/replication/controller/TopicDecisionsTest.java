package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.DeletedTopic;
import io.ottla.replication.controller.request.MorePartitions;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.TopicToDelete;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TopicDecisionsTest {
    private final Cluster cluster = Cluster.of(3);

    private static NewTopic topic(String name, int partitions, int replicationFactor) {
        return new NewTopic(name, partitions, replicationFactor, Map.of(), Map.of());
    }

    private static NewTopic byHand(String name, Map<Integer, List<Integer>> assignment) {
        return new NewTopic(name, -1, -1, assignment, Map.of());
    }

    private ErrorCode error(NewTopic topic) {
        return cluster.create(topic).outcome().error();
    }

    @Nested
    class Creation {
        @Test
        void a_new_topic_has_a_leader_in_each_partition_and_begins_at_epoch_0() {
            CreatedTopic created = cluster.create(topic("a", 4, 2));
            assertEquals(Outcome.DONE, created.outcome());
            assertEquals(4, created.partitionCount());
            assertEquals(2, created.replicationFactor());
            assertEquals(created.id(), cluster.topic("a").id());
            for (PartitionImage partition : cluster.topic("a").partitions()) {
                assertEquals(partition.replicas(), partition.isr());
                assertEquals(partition.replicas().get(0), partition.leader());
                assertEquals(0, partition.leaderEpoch());
                assertEquals(0, partition.partitionEpoch());
                assertEquals(new Uuid(77, partition.leader()), partition.directoryOf(partition.leader()));
            }
        }

        @Test
        void minus_one_stands_for_the_defaults_of_the_broker() {
            CreatedTopic created = cluster.create(NewTopic.ofDefaults("a"));
            assertEquals(3, created.partitionCount());
            assertEquals(1, created.replicationFactor());
        }

        @Test
        void validate_only_answers_the_same_and_changes_nothing() {
            Decision<List<CreatedTopic>> decision = cluster.decisions
                    .topics()
                    .create(cluster.state(), List.of(topic("a", 2, 2), topic("b", 0, 1)), true);
            assertEquals(List.of(), decision.changes());
            assertEquals(2, decision.reply().get(0).partitionCount());
            assertEquals(Uuid.ZERO, decision.reply().get(0).id());
            assertEquals(
                    ErrorCode.INVALID_PARTITIONS,
                    decision.reply().get(1).outcome().error());
        }

        @Test
        void one_that_is_refused_does_not_keep_the_next_from_being_created() {
            List<CreatedTopic> replies = cluster.take(cluster.decisions
                    .topics()
                    .create(cluster.state(), List.of(topic("a", 1, 9), topic("b", 1, 1)), false));
            assertEquals(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    replies.get(0).outcome().error());
            assertEquals(ErrorCode.NONE, replies.get(1).outcome().error());
            assertNull(cluster.image.topics().byName("a"));
            assertEquals(1, cluster.topic("b").partitionCount());
        }

        @Test
        void a_name_that_appears_twice_in_a_request_is_refused_once() {
            List<CreatedTopic> replies = cluster.take(cluster.decisions
                    .topics()
                    .create(cluster.state(), List.of(topic("a", 1, 1), topic("b", 1, 1), topic("a", 1, 1)), false));
            assertEquals(
                    List.of("a", "b"), replies.stream().map(CreatedTopic::name).toList());
            assertEquals(ErrorCode.INVALID_REQUEST, replies.get(0).outcome().error());
            assertNull(cluster.image.topics().byName("a"));
        }

        @Test
        void a_topic_that_exists_is_not_created_again() {
            cluster.create("a", 1, 1);
            assertEquals(ErrorCode.TOPIC_ALREADY_EXISTS, error(topic("a", 1, 1)));
        }

        @Test
        void dot_and_underscore_collide_also_within_one_request() {
            cluster.create("a.b", 1, 1);
            assertEquals(ErrorCode.INVALID_TOPIC_EXCEPTION, error(topic("a_b", 1, 1)));
            assertEquals(ErrorCode.NONE, error(topic("a-b", 1, 1)));
            List<CreatedTopic> replies = cluster.take(cluster.decisions
                    .topics()
                    .create(cluster.state(), List.of(topic("x.y", 1, 1), topic("x_y", 1, 1)), false));
            assertEquals(
                    ErrorCode.INVALID_TOPIC_EXCEPTION, replies.get(1).outcome().error());
        }

        @Test
        void names_are_what_a_directory_can_be_called() {
            for (String bad : List.of("", ".", "..", "ä", "a/b", "a b", "x".repeat(250))) {
                assertEquals(ErrorCode.INVALID_TOPIC_EXCEPTION, error(topic(bad, 1, 1)), bad);
            }
            assertEquals(ErrorCode.INVALID_REQUEST, error(topic("__cluster_metadata", 1, 1)));
            for (String good : List.of("...", "x".repeat(249), "A-z_0.9", "__consumer_offsets")) {
                assertEquals(ErrorCode.NONE, error(topic(good, 1, 1)), good);
            }
        }

        @Test
        void counts_that_make_no_sense_are_refused() {
            assertEquals(ErrorCode.INVALID_PARTITIONS, error(topic("a", 0, 1)));
            assertEquals(ErrorCode.INVALID_PARTITIONS, error(topic("a", -2, 1)));
            assertEquals(ErrorCode.INVALID_REPLICATION_FACTOR, error(topic("a", 1, 0)));
            assertEquals(ErrorCode.INVALID_REPLICATION_FACTOR, error(topic("a", 1, 4)));
            assertEquals(ErrorCode.POLICY_VIOLATION, error(topic("a", 10_001, 1)));
        }

        @Test
        void an_assignment_by_hand_is_taken_as_it_is() {
            assertEquals(ErrorCode.NONE, error(byHand("a", Map.of(0, List.of(3, 1), 1, List.of(2, 3)))));
            assertEquals(List.of(3, 1), cluster.partition("a", 0).replicas());
            assertEquals(3, cluster.partition("a", 0).leader());
            assertEquals(List.of(2, 3), cluster.partition("a", 1).replicas());
        }

        @Test
        void an_assignment_by_hand_that_cannot_be_is_refused() {
            ErrorCode bad = ErrorCode.INVALID_REPLICA_ASSIGNMENT;
            assertEquals(bad, error(byHand("a", Map.of(0, List.of()))));
            assertEquals(bad, error(byHand("a", Map.of(0, List.of(1, 1)))));
            assertEquals(bad, error(byHand("a", Map.of(0, List.of(9)))));
            assertEquals(bad, error(byHand("a", Map.of(0, List.of(1), 1, List.of(1, 2)))));
            assertEquals(bad, error(byHand("a", Map.of(0, List.of(1), 2, List.of(1)))));
            assertEquals(ErrorCode.INVALID_REQUEST, error(new NewTopic("a", 1, -1, Map.of(0, List.of(1)), Map.of())));
            assertEquals(ErrorCode.INVALID_REQUEST, error(new NewTopic("a", -1, 1, Map.of(0, List.of(1)), Map.of())));
        }

        @Test
        void configs_are_checked_and_set() {
            CreatedTopic created =
                    cluster.create(new NewTopic("a", 1, 1, Map.of(), Map.of("cleanup.policy", "compact")));
            assertEquals(Map.of("cleanup.policy", "compact"), created.configs());
            assertEquals("compact", cluster.image.configs().ofTopic("a").get("cleanup.policy"));
            assertEquals(ErrorCode.INVALID_CONFIG, error(new NewTopic("b", 1, 1, Map.of(), Map.of("no.such", "x"))));
            Map<String, @Nullable String> withNull = new HashMap<>();
            withNull.put("retention.ms", null);
            assertEquals(ErrorCode.INVALID_CONFIG, error(new NewTopic("b", 1, 1, Map.of(), withNull)));
        }

        @Test
        void without_a_broker_that_may_lead_nothing_can_be_placed() {
            Cluster empty = new Cluster();
            assertEquals(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    empty.create(topic("a", 1, 1)).outcome().error());
            empty.take(empty.decisions.nodes().register(empty.state(), Cluster.registration(1, -1, 0), false));
            assertEquals(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    empty.create(topic("a", 1, 1)).outcome().error());
        }
    }

    @Nested
    class Deletion {
        private List<DeletedTopic> delete(TopicToDelete... topics) {
            return cluster.take(cluster.decisions.topics().delete(cluster.state(), List.of(topics)));
        }

        @Test
        void a_topic_goes_with_its_configuration_by_name_or_by_id() {
            cluster.create(new NewTopic("a", 1, 1, Map.of(), Map.of("retention.ms", "1")));
            cluster.create("b", 1, 1);
            Uuid b = cluster.topic("b").id();
            List<DeletedTopic> replies = delete(TopicToDelete.named("a"), TopicToDelete.identified(b));
            assertEquals(Outcome.DONE, replies.get(0).outcome());
            assertEquals("b", replies.get(1).name());
            assertEquals(0, cluster.image.topics().count());
            assertEquals(Map.of(), cluster.image.configs().of(ConfigResource.topic("a")));
        }

        @Test
        void what_is_not_there_is_said_by_name_or_by_id() {
            List<DeletedTopic> replies = delete(TopicToDelete.named("x"), TopicToDelete.identified(Uuid.ONE));
            assertEquals(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                    replies.get(0).outcome().error());
            assertEquals(ErrorCode.UNKNOWN_TOPIC_ID, replies.get(1).outcome().error());
        }

        @Test
        void a_topic_named_twice_is_deleted_once() {
            cluster.create("a", 1, 1);
            Uuid id = cluster.topic("a").id();
            List<DeletedTopic> replies = delete(TopicToDelete.named("a"), TopicToDelete.identified(id));
            assertEquals(ErrorCode.INVALID_REQUEST, replies.get(1).outcome().error());
            assertEquals(1, cluster.lastChanges.size());
        }

        @Test
        void a_topic_made_again_has_another_id() {
            cluster.create("a", 1, 1);
            Uuid before = cluster.topic("a").id();
            delete(TopicToDelete.named("a"));
            cluster.create("a", 1, 1);
            assertNotEquals(before, cluster.topic("a").id());
        }
    }

    @Nested
    class Growth {
        private Outcome grow(String topic, int count, @Nullable List<List<Integer>> assignment) {
            return cluster.take(cluster.decisions
                            .topics()
                            .grow(cluster.state(), List.of(new MorePartitions(topic, count, assignment)), false))
                    .get(0);
        }

        @Test
        void partitions_are_added_behind_those_there_are() {
            cluster.create("a", 2, 2);
            PartitionImage first = cluster.partition("a", 0);
            assertEquals(Outcome.DONE, grow("a", 5, null));
            assertEquals(5, cluster.topic("a").partitionCount());
            assertEquals(first, cluster.partition("a", 0));
            assertEquals(2, cluster.partition("a", 4).replicas().size());
        }

        @Test
        void fewer_or_as_many_are_refused() {
            cluster.create("a", 2, 1);
            assertEquals(ErrorCode.INVALID_PARTITIONS, grow("a", 2, null).error());
            assertEquals(ErrorCode.INVALID_PARTITIONS, grow("a", 1, null).error());
            assertEquals(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, grow("b", 2, null).error());
        }

        @Test
        void an_assignment_names_every_new_partition_with_as_many_replicas() {
            cluster.create("a", 1, 2);
            ErrorCode bad = ErrorCode.INVALID_REPLICA_ASSIGNMENT;
            assertEquals(bad, grow("a", 3, List.of(List.of(1, 2))).error());
            assertEquals(bad, grow("a", 2, List.of(List.of(1))).error());
            assertEquals(Outcome.DONE, grow("a", 2, List.of(List.of(3, 2))));
            assertEquals(List.of(3, 2), cluster.partition("a", 1).replicas());
        }

        @Test
        void validate_only_adds_nothing() {
            cluster.create("a", 1, 1);
            Decision<List<Outcome>> decision =
                    cluster.decisions.topics().grow(cluster.state(), List.of(new MorePartitions("a", 3, null)), true);
            assertEquals(List.of(Outcome.DONE), decision.reply());
            assertEquals(List.of(), decision.changes());
        }
    }

    @Test
    void a_decision_depends_on_nothing_but_what_it_is_given() {
        assertEquals(decideAnew(), decideAnew());
    }

    private static List<MetadataChange> decideAnew() {
        Cluster fresh = Cluster.of(3);
        fresh.create("a", 5, 2);
        return fresh.lastChanges;
    }

    @Nested
    class AmongSeveralBrokers {
        private final Cluster three = Cluster.of(3);

        private void fence(int broker) {
            three.take(three.decisions
                    .nodes()
                    .expire(three.state(), broker, three.broker(broker).epoch()));
        }

        private Outcome grow(String topic, int count, @Nullable List<List<Integer>> byHand) {
            return three.take(three.decisions
                            .topics()
                            .grow(three.state(), List.of(new MorePartitions(topic, count, byHand)), false))
                    .get(0);
        }

        @Test
        void a_replica_whose_broker_is_away_is_placed_and_not_in_sync() {
            fence(2);
            three.create("t", 4, 3);
            for (int i = 0; i < 4; i++) {
                var partition = three.partition("t", i);
                assertTrue(partition.replicas().contains(2));
                assertEquals(2, partition.replicas().get(2), "last, for it may not lead");
                assertEquals(partition.replicas().subList(0, 2), partition.isr());
            }
            assertEquals(Outcome.DONE, grow("t", 5, List.of(List.of(2, 1, 3))));
            assertEquals(List.of(1, 3), three.partition("t", 4).isr());
            assertEquals(1, three.partition("t", 4).leader());
        }

        @Test
        void more_replicas_than_brokers_are_refused_in_kafkas_words() {
            var refused =
                    three.create(new NewTopic("t", 1, 4, Map.of(), Map.of())).outcome();
            assertEquals(ErrorCode.INVALID_REPLICATION_FACTOR, refused.error());
            assertEquals(
                    "Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached"
                            + " because only 3 broker(s) are registered or some brokers have all their log directories"
                            + " cordoned.",
                    refused.message());
            three.create("u", 1, 3);
            three.take(three.decisions.nodes().unregister(three.state(), 3));
            var grown = grow("u", 2, null);
            assertEquals(ErrorCode.INVALID_REPLICATION_FACTOR, grown.error());
            assertEquals(
                    "The target replication factor of 3 cannot be reached because only 2 broker(s) are registered or"
                            + " some brokers have all their log directories cordoned.",
                    grown.message());
        }

        @Test
        void a_topic_is_deleted_whoever_of_its_brokers_is_away() {
            three.create("t", 2, 3);
            fence(1);
            fence(2);
            three.take(three.decisions.topics().delete(three.state(), List.of(new TopicToDelete("t", Uuid.ZERO))));
            assertEquals(0, three.image.topics().count());
            three.take(three.decisions
                    .nodes()
                    .heartbeat(three.state(), Cluster.alive(1, three.broker(1).epoch()), true));
            assertTrue(three.broker(1).mayLead());
        }
    }
}
