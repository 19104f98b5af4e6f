package io.ottla.broker.handler.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.broker.fetch.Asker;
import io.ottla.broker.fetch.PartitionRead;
import io.ottla.broker.fetch.ReadReplicas;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Followers that follow, leaders that count them, through fetches as brokers send them. */
class ReplicationTest {
    private static final long SELDOM = Long.MAX_VALUE;

    private static ReplicaNode leader(ReplicaCluster cluster) {
        ReplicaNode leader = cluster.leader();
        assertNotNull(leader, "nobody leads");
        return leader;
    }

    private static void append(ReplicaCluster cluster, int acks) {
        ReplicaNode leader = leader(cluster);
        PartitionRef partition = leader.partition();
        assertNotNull(partition);
        cluster.append(leader, partition, acks);
    }

    @Test
    void acks_all_is_answered_once_the_followers_have_it_and_all_logs_are_the_same() {
        ReplicaCluster cluster = new ReplicaCluster(1, SELDOM);
        for (int i = 0; i < 50; i++) {
            append(cluster, -1);
            cluster.time.advance(Duration.ofMillis(30));
        }
        cluster.time.advance(Duration.ofSeconds(2));
        assertTrue(cluster.acknowledged.size() >= 50, () -> cluster.acknowledged + "\n" + cluster.history());
        assertEquals(0, cluster.refused);
        cluster.settleAndCheck();
    }

    @Test
    void a_dead_leader_is_followed_by_one_that_has_everything_and_rejoins() {
        ReplicaCluster cluster = new ReplicaCluster(2, SELDOM);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 10; i++) {
                append(cluster, i % 2 == 0 ? -1 : 1);
                cluster.time.advance(Duration.ofMillis(3));
            }
            ReplicaNode leader = leader(cluster);
            append(cluster, 1);
            cluster.kill(leader.id);
            cluster.time.advance(Duration.ofSeconds(1));
            assertTrue(leader(cluster) != leader);
            append(cluster, -1);
            cluster.time.advance(Duration.ofSeconds(2));
            cluster.restart(leader.id, false);
            cluster.time.advance(Duration.ofSeconds(8));
            cluster.check();
            assertEquals(3, cluster.controller.partition().isr().size(), cluster::history);
        }
        cluster.settleAndCheck();
    }

    @Test
    void a_follower_that_is_cut_off_leaves_the_isr_and_rejoins() {
        ReplicaCluster cluster = new ReplicaCluster(3, SELDOM);
        ReplicaNode leader = leader(cluster);
        int other = leader.id % 3 + 1;
        append(cluster, -1);
        cluster.time.advance(Duration.ofSeconds(1));
        cluster.network.cut(other, leader.id);
        append(cluster, -1);
        cluster.time.advance(Duration.ofSeconds(20));
        assertEquals(2, cluster.controller.partition().isr().size(), cluster::history);
        append(cluster, -1);
        cluster.time.advance(Duration.ofSeconds(1));
        assertEquals(
                cluster.acknowledged.keySet().size(),
                cluster.read(leader, Long.MAX_VALUE).size());
        cluster.network.heal();
        cluster.time.advance(Duration.ofSeconds(40));
        assertEquals(3, cluster.controller.partition().isr().size(), cluster::history);
        cluster.settleAndCheck();
    }

    @Test
    void where_followers_are_read_from_they_show_at_once_what_the_leader_shows() {
        ReplicaCluster cluster = new ReplicaCluster(9, SELDOM);
        cluster.isCalm = true;
        cluster.choice = (partition, rack) -> rack.isEmpty() ? ReadReplicas.THIS_ONE : 3;
        for (int i = 0; i < 20; i++) {
            append(cluster, -1);
            cluster.time.advance(Duration.ofMillis(40)); // far less than a fetch may wait
            long end = cluster.read(leader(cluster), Long.MAX_VALUE).size();
            for (ReplicaNode node : cluster.nodes()) {
                assertEquals(end, cluster.highWatermark(node), () -> node + "\n" + cluster.history());
            }
        }
    }

    @Test
    void consumers_that_know_how_read_from_followers_and_are_sent_to_the_nearest() {
        ReplicaCluster cluster = new ReplicaCluster(10, SELDOM);
        cluster.choice = (partition, rack) -> rack.isEmpty() ? ReadReplicas.THIS_ONE : 3;
        append(cluster, -1);
        cluster.time.advance(Duration.ofSeconds(2));
        ReplicaNode leader = leader(cluster);
        ReplicaNode follower = cluster.nodes().stream()
                .filter(node -> node != leader)
                .findFirst()
                .orElseThrow();
        List<PartitionRead> reads = new ArrayList<>();
        follower.consume(new Asker.Consumer(true, ""), reads::add);
        follower.consume(new Asker.Consumer(false, ""), reads::add);
        leader.consume(new Asker.Consumer(true, "rack"), reads::add);
        leader.consume(new Asker.Consumer(true, ""), reads::add);
        cluster.time.advance(Duration.ofSeconds(1));
        assertTrue(reads.get(0).sizeInBytes() > 0);
        assertEquals(ErrorCode.NOT_LEADER_OR_FOLLOWER, reads.get(1).error());
        assertEquals(3, reads.get(2).readReplica());
        assertEquals(0, reads.get(2).sizeInBytes());
        assertEquals(reads.get(0).sizeInBytes(), reads.get(3).sizeInBytes());
        reads.forEach(FetchAnswer::release);
    }

    @Test
    void a_replica_that_is_not_in_sync_is_held_back_and_those_that_are_are_not() {
        ReplicaCluster cluster = new ReplicaCluster(8, SELDOM);
        ReplicaNode leader = leader(cluster);
        int other = leader.id % 3 + 1;
        cluster.kill(other);
        cluster.time.advance(Duration.ofSeconds(1));
        append(cluster, -1);
        cluster.time.advance(Duration.ofSeconds(1));
        cluster.leaderThrottle.isOn = true;
        cluster.restart(other, false);
        cluster.time.advance(Duration.ofSeconds(5));
        append(cluster, -1);
        cluster.time.advance(Duration.ofSeconds(1));
        assertEquals(2, cluster.controller.partition().isr().size(), cluster::history);
        assertEquals(cluster.acknowledged, cluster.read(leader, Long.MAX_VALUE));
        assertTrue(cluster.leaderThrottle.bytes > 0 && cluster.followerThrottle.bytes > 0);
        cluster.leaderThrottle.isOn = false;
        cluster.followerThrottle.isOn = true; // it waits between fetches, but comes on
        cluster.time.advance(Duration.ofSeconds(5));
        assertEquals(3, cluster.controller.partition().isr().size(), cluster::history);
        cluster.settleAndCheck();
    }

    @Test
    void who_waits_for_replicas_waits_no_longer_than_he_said() {
        ReplicaCluster cluster = new ReplicaCluster(7, SELDOM);
        ReplicaNode leader = leader(cluster);
        ReplicaCluster.ALL.forEach(id -> cluster.network.cut(id, leader.id));
        ReplicaCluster.ALL.forEach(id -> cluster.network.cut(id, ReplicaNetwork.CONTROLLER));
        append(cluster, -1);
        cluster.time.advance(Duration.ofMillis(4_900));
        assertEquals(0, cluster.refused);
        cluster.time.advance(Duration.ofMillis(200));
        assertEquals(1, cluster.refused);
        cluster.settleAndCheck();
    }

    @Test
    void many_partitions_are_followed_by_one_fetcher_for_each_leader() {
        ReplicaCluster cluster = new ReplicaCluster(4, SELDOM);
        cluster.controller.create("many", 30);
        cluster.time.advance(Duration.ofSeconds(1));
        int before = cluster.acknowledged("many");
        for (int round = 0; round < 3; round++) {
            cluster.appendToAll("many");
            cluster.time.advance(Duration.ofMillis(500));
        }
        cluster.time.advance(Duration.ofSeconds(2));
        assertEquals(before + 90, cluster.acknowledged("many"), cluster::history);
        cluster.checkSame("many");
    }

    @Test
    void a_topic_made_anew_under_the_same_name_is_followed_from_its_beginning() {
        ReplicaCluster cluster = new ReplicaCluster(5, SELDOM);
        Uuid first = cluster.controller.create("again", 3);
        cluster.time.advance(Duration.ofSeconds(1));
        cluster.appendToAll("again");
        cluster.time.advance(Duration.ofSeconds(1));
        cluster.controller.remove(first);
        cluster.controller.create("again", 3);
        cluster.time.advance(Duration.ofSeconds(2));
        cluster.appendToAll("again");
        cluster.time.advance(Duration.ofSeconds(2));
        assertEquals(6, cluster.acknowledged("again"), cluster::history);
        cluster.checkSame("again");
    }

    @Test
    void nothing_runs_on_a_broker_that_follows_nothing() {
        ReplicaCluster cluster = new ReplicaCluster(6, SELDOM);
        int busy = cluster.time.timersSet();
        cluster.controller.removeFirst();
        cluster.time.advance(Duration.ofMinutes(2));
        assertTrue(cluster.time.timersSet() < busy);
        cluster.nodes().forEach(node -> assertTrue(node.toString().contains("Followers[]"), node::toString));
    }

    /** Whatever happens to the processes, what was acknowledged is on every later leader, and all logs become the same. */
    @Test
    void nothing_acknowledged_is_lost_while_processes_come_and_go() {
        Seeds.run(Integer.getInteger("seeds", 40), seed -> chaos(seed, SELDOM, false));
    }

    @Test
    void nothing_acknowledged_is_lost_where_machines_lose_power_and_acks_mean_on_disk() {
        Seeds.run(Integer.getInteger("seeds", 25), seed -> chaos(seed, 1, true));
    }

    private static void chaos(long seed, long flushMessages, boolean powerLoss) {
        ReplicaCluster cluster = new ReplicaCluster(seed, flushMessages);
        for (int step = 0; step < 200; step++) {
            int id = 1 + cluster.random.nextInt(3);
            int other = 1 + cluster.random.nextInt(3);
            switch (cluster.random.nextInt(30)) {
                case 0 -> {
                    if (cluster.dead() == 0 || powerLoss) {
                        cluster.kill(id);
                    }
                }
                case 1, 2 -> cluster.restart(id, powerLoss && cluster.random.nextBoolean());
                case 3 -> cluster.network.reset(id, other);
                case 4, 5 -> cluster.network.cut(id, other);
                case 6 -> cluster.network.cut(id, ReplicaNetwork.CONTROLLER);
                case 7, 8 -> cluster.network.heal();
                case 9, 10 ->
                    cluster.controller.elect(cluster.controller.partition().isr());
                default -> cluster.produce(List.of(-1, -1, 1).get(cluster.random.nextInt(3)));
            }
            cluster.time.advance(Duration.ofNanos((long) (cluster.random.nextDouble() * pauseNanos(cluster.random))));
            cluster.check();
        }
        cluster.settleAndCheck();
    }

    private static long pauseNanos(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> 3_000_000_000L;
            case 1, 2, 3 -> 300_000_000L;
            default -> 3_000_000L;
        };
    }
}
