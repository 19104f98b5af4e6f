package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.NodeChange;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ProducerIdBlock;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NodeDecisionsTest {

    private static Registered register(Cluster cluster, Registration registration) {
        return cluster.take(cluster.decisions.nodes().register(cluster.state(), registration, false));
    }

    private static HeartbeatReply heartbeat(Cluster cluster, Heartbeat heartbeat) {
        return cluster.take(cluster.decisions.nodes().heartbeat(cluster.state(), heartbeat, true));
    }

    private static HeartbeatReply fence(Cluster cluster, int broker) {
        long epoch = cluster.broker(broker).epoch();
        return heartbeat(cluster, new Heartbeat(broker, epoch, epoch, true, false, List.of(), null));
    }

    private static void unfence(Cluster cluster, int broker) {
        heartbeat(cluster, Cluster.alive(broker, cluster.broker(broker).epoch()));
    }

    private static HeartbeatReply leave(Cluster cluster, int broker, boolean othersKnow) {
        long epoch = cluster.broker(broker).epoch();
        return cluster.take(cluster.decisions
                .nodes()
                .heartbeat(
                        cluster.state(),
                        new Heartbeat(broker, epoch, epoch, false, true, List.of(), null),
                        othersKnow));
    }

    private static void expire(Cluster cluster, int broker, long epoch) {
        cluster.take(cluster.decisions.nodes().expire(cluster.state(), broker, epoch));
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
            HeartbeatReply early = heartbeat(cluster, new Heartbeat(1, 17, 16, false, false, List.of(), null));
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
            Registration stray =
                    new Registration(1, "other", Uuid.ONE, List.of(), Map.of(), null, List.of(Uuid.ONE), -1);
            assertEquals(
                    ErrorCode.INCONSISTENT_CLUSTER_ID,
                    register(cluster, stray).outcome().error());
        }

        @Test
        void another_process_under_the_same_id_is_refused_while_the_first_is_heard_of() {
            Cluster cluster = withTopic(3, 3, Map.of());
            Registration other = Cluster.registration(1, -1, 1);
            Registered refused = cluster.take(cluster.decisions.nodes().register(cluster.state(), other, true));
            assertEquals(
                    ErrorCode.DUPLICATE_BROKER_REGISTRATION, refused.outcome().error());
            assertEquals(List.of(), cluster.lastChanges);
            Registration same = Cluster.registration(1, -1, 0);
            assertTrue(cluster.take(cluster.decisions.nodes().register(cluster.state(), same, true))
                    .outcome()
                    .isDone());
        }

        @Test
        void a_new_process_is_fenced_and_what_the_one_before_led_is_led_by_others() {
            Cluster cluster = withTopic(3, 3, Map.of());
            register(cluster, Cluster.registration(1, cluster.broker(1).epoch(), 1));
            assertTrue(cluster.broker(1).fenced());
            assertEquals(2, cluster.partition("a", 0).leader());
            assertEquals(List.of(2, 3), cluster.partition("a", 0).isr());
        }

        @Test
        void directories_are_somebodys_and_nobody_elses() {
            Cluster cluster = Cluster.of(1);
            for (List<Uuid> directories : List.of(
                    List.<Uuid>of(),
                    List.of(new Uuid(0, 5)),
                    List.of(new Uuid(9, 9), new Uuid(9, 9)),
                    cluster.broker(1).directories())) {
                Registration wish = new Registration(
                        2, Cluster.ID, new Uuid(2, 0), List.of(), Cluster.SUPPORTED, null, directories, -1);
                assertEquals(
                        ErrorCode.INVALID_REGISTRATION,
                        register(cluster, wish).outcome().error());
            }
        }

        @Test
        void a_broker_must_know_every_feature_that_is_finalised() {
            Cluster cluster = Cluster.of(1);
            for (Map<String, VersionRange> features : List.of(
                    Map.<String, VersionRange>of(),
                    Map.of(ClusterImage.METADATA_VERSION, new VersionRange((short) 7, (short) 30)),
                    Map.of(ClusterImage.METADATA_VERSION, new VersionRange((short) 7, (short) 29)))) {
                Registration wish = new Registration(
                        2, Cluster.ID, new Uuid(2, 0), List.of(), features, null, List.of(new Uuid(9, 9)), -1);
                assertEquals(
                        ErrorCode.UNSUPPORTED_VERSION,
                        register(cluster, wish).outcome().error());
            }
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
        void one_that_leaves_takes_what_nobody_else_has_with_it_and_leads_it_again_when_it_is_back() {
            long epoch = cluster.broker(1).epoch();
            HeartbeatReply first = leave(cluster, 1, true);
            assertFalse(first.shouldShutDown());
            assertEquals(PartitionImage.NO_LEADER, cluster.partition("a", 0).leader());
            assertTrue(leave(cluster, 1, true).shouldShutDown());
            register(cluster, Cluster.registration(1, epoch, 1));
            unfence(cluster, 1);
            PartitionImage back = cluster.partition("a", 0);
            assertEquals(1, back.leader());
            assertEquals(List.of(1), back.isr());
            assertFalse(back.recovering());
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
        void a_broker_that_leaves_in_order_hands_its_partitions_over_and_goes_when_the_others_know() {
            Cluster cluster = withTopic(3, 3, Map.of());
            HeartbeatReply reply = leave(cluster, 1, false);
            assertFalse(reply.shouldShutDown());
            assertFalse(reply.isFenced());
            assertEquals(2, cluster.partition("a", 0).leader());
            assertEquals(List.of(2, 3), cluster.partition("a", 0).isr());
            assertTrue(cluster.broker(1).inControlledShutdown());
            assertFalse(leave(cluster, 1, false).shouldShutDown());
            HeartbeatReply last = leave(cluster, 1, true);
            assertTrue(last.shouldShutDown());
            assertTrue(last.isFenced());
            assertTrue(cluster.broker(1).fenced());
        }

        @Test
        void a_broker_that_leads_nothing_goes_at_once() {
            Cluster cluster = withTopic(3, 2, Map.of());
            assertTrue(leave(cluster, 3, false).shouldShutDown());
            assertTrue(cluster.broker(3).fenced());
        }

        @Test
        void where_eligible_leaders_are_not_kept_the_last_in_sync_stays_in_the_isr() {
            Cluster cluster = withTopic(2, 2, Map.of());
            cluster.apply(new FeatureChanged("eligible.leader.replicas.version", (short) 0));
            fence(cluster, 2);
            fence(cluster, 1);
            PartitionImage offline = cluster.partition("a", 0);
            assertEquals(PartitionImage.NO_LEADER, offline.leader());
            assertEquals(List.of(1), offline.isr());
            assertEquals(List.of(), offline.elr());
            unfence(cluster, 1);
            assertEquals(1, cluster.partition("a", 0).leader());
        }
    }

    @Test
    void who_was_eligible_leads_also_after_eligible_leaders_are_no_longer_kept() {
        Cluster cluster = withTopic(2, 2, Map.of());
        fence(cluster, 1);
        fence(cluster, 2);
        assertEquals(List.of(2), cluster.partition("a", 0).elr());
        cluster.apply(new FeatureChanged("eligible.leader.replicas.version", (short) 0));
        unfence(cluster, 1);
        assertEquals(PartitionImage.NO_LEADER, cluster.partition("a", 0).leader());
        unfence(cluster, 2);
        assertEquals(2, cluster.partition("a", 0).leader());
        assertEquals(List.of(2), cluster.partition("a", 0).isr());
    }

    @Nested
    class SessionLaws {
        @Test
        void a_broker_whose_session_ends_is_fenced_and_leads_nothing() {
            Cluster cluster = withTopic(3, 3, Map.of());
            expire(cluster, 1, cluster.broker(1).epoch());
            assertTrue(cluster.broker(1).fenced());
            assertEquals(2, cluster.partition("a", 0).leader());
            assertEquals(List.of(2, 3), cluster.partition("a", 0).isr());
        }

        @Test
        void the_session_of_a_process_of_before_ends_without_notice() {
            Cluster cluster = withTopic(3, 3, Map.of());
            expire(cluster, 1, cluster.broker(1).epoch() - 1);
            assertEquals(List.of(), cluster.lastChanges);
            fence(cluster, 1);
            expire(cluster, 1, cluster.broker(1).epoch());
            assertEquals(List.of(), cluster.lastChanges);
        }
    }

    @Nested
    class DirectoryLaws {
        private final Cluster cluster = withTopic(3, 3, Map.of());

        @Test
        void replicas_in_a_failed_directory_lead_nothing_and_are_not_in_sync() {
            BrokerImage one = cluster.broker(1);
            Uuid other = new Uuid(78, 1);
            cluster.apply(new NodeChange.BrokerChanged(
                    1, one.epoch(), null, false, List.of(one.directories().get(0), other), null));
            heartbeat(
                    cluster,
                    new Heartbeat(
                            1,
                            one.epoch(),
                            one.epoch(),
                            false,
                            false,
                            List.of(one.directories().get(0)),
                            null));
            assertEquals(List.of(other), cluster.broker(1).directories());
            assertFalse(cluster.broker(1).fenced());
            assertEquals(2, cluster.partition("a", 0).leader());
            assertEquals(List.of(2, 3), cluster.partition("a", 0).isr());
        }

        @Test
        void a_broker_without_any_working_directory_is_fenced_and_stays_so() {
            BrokerImage one = cluster.broker(1);
            Heartbeat heartbeat = new Heartbeat(1, one.epoch(), one.epoch(), false, false, one.directories(), null);
            assertTrue(heartbeat(cluster, heartbeat).isFenced());
            assertEquals(2, cluster.partition("a", 0).leader());
            assertTrue(heartbeat(cluster, heartbeat).isFenced());
        }

        @Test
        void what_a_broker_has_cordoned_takes_no_new_replicas() {
            BrokerImage one = cluster.broker(1);
            heartbeat(cluster, new Heartbeat(1, one.epoch(), one.epoch(), false, false, List.of(), one.directories()));
            assertEquals(one.directories(), cluster.broker(1).cordonedDirectories());
            for (int i = 0; i < 10; i++) {
                cluster.create("t" + i, 1, 2);
                assertFalse(cluster.partition("t" + i, 0).replicas().contains(1));
            }
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
