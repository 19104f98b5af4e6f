package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.change.NodeChange;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ProducerIdBlock;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NodeDecisionsTest {

    private static Registered register(Cluster cluster, Registration registration) {
        return cluster.take(cluster.decisions.nodes().register(cluster.state(), registration));
    }

    private static HeartbeatReply heartbeat(Cluster cluster, Heartbeat heartbeat) {
        return cluster.take(cluster.decisions.nodes().heartbeat(cluster.state(), heartbeat));
    }

    private static HeartbeatReply fence(Cluster cluster, int broker) {
        long epoch = cluster.broker(broker).epoch();
        return heartbeat(cluster, new Heartbeat(broker, epoch, epoch, true, false, List.of()));
    }

    private static void unfence(Cluster cluster, int broker) {
        heartbeat(cluster, Cluster.alive(broker, cluster.broker(broker).epoch()));
    }

    private static Cluster withTopic(int brokers, int replicationFactor, Map<String, String> configs) {
        Cluster cluster = Cluster.of(brokers);
        List<Integer> replicas = List.of(1, 2, 3).subList(0, replicationFactor);
        cluster.create(new NewTopic("a", -1, -1, Map.of(0, replicas), Map.copyOf(configs)));
        return cluster;
    }

    @Nested
    class Unregistering {
        private Outcome unregister(Cluster cluster, int broker) {
            return cluster.take(cluster.decisions.nodes().unregister(cluster.state(), broker));
        }

        @Test
        void a_broker_that_is_not_registered_is_refused() {
            assertEquals(
                    ErrorCode.BROKER_ID_NOT_REGISTERED,
                    unregister(Cluster.of(1), 7).error());
        }

        @Test
        void an_unregistered_broker_leads_nothing_and_is_forgotten() {
            Cluster cluster = withTopic(3, 3, Map.of());
            assertTrue(unregister(cluster, 1).isDone());
            assertNull(cluster.state().image().nodes().broker(1));
            assertEquals(2, cluster.partition("a", 0).leader());
            assertEquals(List.of(2, 3), cluster.partition("a", 0).isr());
            assertEquals(List.of(1, 2, 3), cluster.partition("a", 0).replicas());
        }

        @Test
        void the_only_replica_leaves_its_partitions_without_a_leader_until_it_is_back() {
            Cluster cluster = withTopic(1, 1, Map.of());
            assertTrue(unregister(cluster, 1).isDone());
            assertFalse(cluster.partition("a", 0).hasLeader());
            cluster.take(cluster.decisions.nodes().registerLocal(cluster.state(), Cluster.registration(1, -1, 0)));
            assertEquals(1, cluster.partition("a", 0).leader());
            assertEquals(List.of(1), cluster.partition("a", 0).isr());
        }
    }

    @Nested
    class Cordoning {
        private Outcome cordon(Cluster cluster, int broker, List<Uuid> directories) {
            return cluster.take(cluster.decisions.nodes().cordon(cluster.state(), broker, directories));
        }

        private ErrorCode create(Cluster cluster, String name, int partitions, int replicationFactor) {
            return cluster.create(new NewTopic(name, partitions, replicationFactor, Map.of(), Map.of()))
                    .outcome()
                    .error();
        }

        @Test
        void nothing_is_placed_on_a_broker_all_of_whose_directories_are_cordoned() {
            Cluster cluster = Cluster.of(2);
            assertTrue(cordon(cluster, 1, cluster.broker(1).directories()).isDone());
            assertEquals(ErrorCode.NONE, create(cluster, "a", 4, 1));
            cluster.topic("a").partitions().forEach(partition -> assertEquals(List.of(2), partition.replicas()));
            assertEquals(ErrorCode.INVALID_REPLICATION_FACTOR, create(cluster, "b", 1, 2));
            cordon(cluster, 2, cluster.broker(2).directories());
            assertEquals(ErrorCode.INVALID_REPLICATION_FACTOR, create(cluster, "b", 1, 1));
            cordon(cluster, 1, List.of());
            assertEquals(ErrorCode.NONE, create(cluster, "b", 1, 1));
        }

        @Test
        void what_is_so_already_is_not_written_again() {
            Cluster cluster = Cluster.of(1);
            cordon(cluster, 1, List.of());
            assertEquals(List.of(), cluster.lastChanges);
            cordon(cluster, 1, cluster.broker(1).directories());
            assertEquals(1, cluster.lastChanges.size());
            cordon(cluster, 1, cluster.broker(1).directories());
            assertEquals(List.of(), cluster.lastChanges);
        }
    }

    @Nested
    class RegistrationLaws {
        @Test
        void the_broker_epoch_is_the_offset_of_the_registration() {
            Cluster cluster = new Cluster();
            cluster.nextOffset = 17;
            assertEquals(17, register(cluster, Cluster.registration(1, -1, 0)).brokerEpoch());
            assertEquals(17, cluster.broker(1).epoch());
        }

        @Test
        void a_new_broker_is_fenced_until_it_has_read_its_own_registration() {
            Cluster cluster = new Cluster();
            cluster.nextOffset = 17;
            register(cluster, Cluster.registration(1, -1, 0));
            assertTrue(cluster.broker(1).fenced());
            HeartbeatReply early = heartbeat(cluster, new Heartbeat(1, 17, 16, false, false, List.of()));
            assertFalse(early.isCaughtUp());
            assertTrue(early.isFenced());
            HeartbeatReply caughtUp = heartbeat(cluster, Cluster.alive(1, 17));
            assertTrue(caughtUp.isCaughtUp());
            assertFalse(cluster.broker(1).fenced());
            heartbeat(cluster, Cluster.alive(1, 17));
            assertEquals(List.of(), cluster.lastChanges);
        }

        @Test
        void the_same_process_registering_again_keeps_its_epoch() {
            Cluster cluster = Cluster.of(1);
            long epoch = cluster.broker(1).epoch();
            assertEquals(
                    epoch, register(cluster, Cluster.registration(1, -1, 0)).brokerEpoch());
            assertFalse(cluster.broker(1).fenced());
        }

        @Test
        void a_broker_of_another_cluster_is_refused() {
            Cluster cluster = new Cluster();
            Registration stray = new Registration(
                    1, "other", io.ottla.wire.Uuid.ONE, List.of(), Map.of(), null, List.of(io.ottla.wire.Uuid.ONE), -1);
            assertEquals(
                    ErrorCode.INCONSISTENT_CLUSTER_ID,
                    register(cluster, stray).outcome().error());
        }

        @Test
        void a_heartbeat_of_another_epoch_or_of_nobody_is_refused() {
            Cluster cluster = Cluster.of(1);
            assertEquals(
                    ErrorCode.STALE_BROKER_EPOCH,
                    heartbeat(cluster, Cluster.alive(1, 99)).outcome().error());
            assertEquals(
                    ErrorCode.BROKER_ID_NOT_REGISTERED,
                    heartbeat(cluster, Cluster.alive(2, 0)).outcome().error());
        }
    }

    @Nested
    class OneBroker {
        private final Cluster cluster = withTopic(1, 1, Map.of());

        private Registered comeBack(long previousEpoch) {
            return cluster.take(cluster.decisions
                    .nodes()
                    .registerLocal(cluster.state(), Cluster.registration(1, previousEpoch, 1)));
        }

        @Test
        void a_clean_stop_and_start_changes_no_partition() {
            PartitionImage before = cluster.partition("a", 0);
            comeBack(cluster.broker(1).epoch());
            assertEquals(1, cluster.lastChanges.size());
            assertEquals(before, cluster.partition("a", 0));
            assertFalse(cluster.broker(1).fenced());
        }

        @Test
        void after_a_crash_it_goes_on_leading_in_a_new_epoch() {
            comeBack(-1);
            PartitionImage after = cluster.partition("a", 0);
            assertEquals(1, after.leader());
            assertEquals(1, after.leaderEpoch());
            assertEquals(List.of(1), after.isr());
            assertEquals(2, cluster.lastChanges.size());
            assertTrue(cluster.lastChanges.get(0) instanceof NodeChange.BrokerRegistered);
        }

        @Test
        void the_first_start_registers_without_a_fence() {
            Cluster fresh = new Cluster();
            fresh.take(fresh.decisions.nodes().registerLocal(fresh.state(), Cluster.registration(1, -1, 0)));
            assertFalse(fresh.broker(1).fenced());
        }

        @Test
        void it_may_shut_down_at_once_and_keeps_what_nobody_else_has() {
            long epoch = cluster.broker(1).epoch();
            PartitionImage before = cluster.partition("a", 0);
            HeartbeatReply reply = heartbeat(cluster, new Heartbeat(1, epoch, epoch, false, true, List.of()));
            assertTrue(reply.shouldShutDown());
            assertEquals(before, cluster.partition("a", 0));
        }
    }

    @Nested
    class ElectionLaws {
        @Test
        void a_fenced_leader_is_followed_by_the_next_in_sync_in_assignment_order() {
            Cluster cluster = withTopic(3, 3, Map.of());
            fence(cluster, 1);
            PartitionImage p = cluster.partition("a", 0);
            assertEquals(2, p.leader());
            assertEquals(List.of(2, 3), p.isr());
            assertEquals(1, p.leaderEpoch());
            assertEquals(List.of(), p.elr());
        }

        @Test
        void a_fenced_follower_leaves_the_isr_and_the_leader_stays() {
            Cluster cluster = withTopic(3, 3, Map.of());
            fence(cluster, 3);
            PartitionImage p = cluster.partition("a", 0);
            assertEquals(1, p.leader());
            assertEquals(0, p.leaderEpoch());
            assertEquals(1, p.partitionEpoch());
        }

        @Test
        void below_the_minimum_those_who_leave_are_eligible_and_lead_when_they_are_back() {
            Cluster cluster = withTopic(3, 3, Map.of("min.insync.replicas", "2"));
            fence(cluster, 1);
            assertEquals(List.of(), cluster.partition("a", 0).elr());
            fence(cluster, 2);
            assertEquals(List.of(2), cluster.partition("a", 0).elr());
            fence(cluster, 3);
            PartitionImage offline = cluster.partition("a", 0);
            assertEquals(PartitionImage.NO_LEADER, offline.leader());
            assertEquals(List.of(), offline.isr());
            assertEquals(List.of(2, 3), offline.elr());
            unfence(cluster, 1);
            assertEquals(PartitionImage.NO_LEADER, cluster.partition("a", 0).leader());
            unfence(cluster, 2);
            PartitionImage online = cluster.partition("a", 0);
            assertEquals(2, online.leader());
            assertEquals(List.of(2), online.isr());
            assertEquals(List.of(3), online.elr());
            assertFalse(online.recovering());
        }

        @Test
        void one_who_may_lack_records_leads_only_where_the_topic_allows_it() {
            for (boolean unclean : List.of(false, true)) {
                Cluster cluster = withTopic(2, 2, Map.of("unclean.leader.election.enable", Boolean.toString(unclean)));
                fence(cluster, 2);
                fence(cluster, 1);
                unfence(cluster, 2);
                PartitionImage p = cluster.partition("a", 0);
                assertEquals(unclean ? 2 : PartitionImage.NO_LEADER, p.leader());
                assertEquals(unclean, p.recovering());
            }
        }

        @Test
        void one_that_crashed_and_may_have_lost_its_tail_is_neither_in_sync_nor_eligible() {
            Cluster cluster = withTopic(2, 2, Map.of("min.insync.replicas", "2"));
            fence(cluster, 1);
            fence(cluster, 2);
            assertEquals(List.of(1, 2), cluster.partition("a", 0).elr());
            register(cluster, Cluster.registration(1, -1, 1));
            assertEquals(List.of(2), cluster.partition("a", 0).elr());
            unfence(cluster, 1);
            assertEquals(PartitionImage.NO_LEADER, cluster.partition("a", 0).leader());
            unfence(cluster, 2);
            assertEquals(2, cluster.partition("a", 0).leader());
        }

        @Test
        void the_last_known_leader_leads_again_when_nobody_else_is_known_to_have_more() {
            Cluster cluster = withTopic(2, 2, Map.of());
            fence(cluster, 2);
            fence(cluster, 1);
            assertEquals(List.of(1), cluster.partition("a", 0).elr());
            register(cluster, Cluster.registration(1, -1, 1));
            assertEquals(List.of(1), cluster.partition("a", 0).lastKnownElr());
            unfence(cluster, 2);
            assertEquals(PartitionImage.NO_LEADER, cluster.partition("a", 0).leader());
            unfence(cluster, 1);
            PartitionImage p = cluster.partition("a", 0);
            assertEquals(1, p.leader());
            assertTrue(p.recovering());
        }

        @Test
        void a_broker_that_leaves_in_order_hands_its_partitions_over_first() {
            Cluster cluster = withTopic(3, 3, Map.of());
            long epoch = cluster.broker(1).epoch();
            HeartbeatReply reply = heartbeat(cluster, new Heartbeat(1, epoch, epoch, false, true, List.of()));
            assertTrue(reply.shouldShutDown());
            assertEquals(2, cluster.partition("a", 0).leader());
            assertTrue(cluster.broker(1).inControlledShutdown());
        }
    }

    @Test
    void producer_ids_come_in_blocks_of_a_thousand() {
        Cluster cluster = Cluster.of(1);
        long epoch = cluster.broker(1).epoch();
        for (long first : new long[] {0, 1000, 2000}) {
            assertEquals(
                    new ProducerIdBlock(Outcome.DONE, first, 1000),
                    cluster.take(cluster.decisions.producerIds().allocate(cluster.state(), 1, epoch)));
        }
        assertEquals(
                ErrorCode.STALE_BROKER_EPOCH,
                cluster.take(cluster.decisions.producerIds().allocate(cluster.state(), 1, epoch + 1))
                        .outcome()
                        .error());
    }
}
