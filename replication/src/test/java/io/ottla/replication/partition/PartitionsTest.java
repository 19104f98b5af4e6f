package io.ottla.replication.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.change.TopicChange;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private final Host host = new Host();

    PartitionsTest() throws IOException {}

    @Test
    void a_partition_is_found_by_name_and_by_id_as_soon_as_it_is_committed() {
        host.background.hold();
        Uuid id = host.create("a", 2, List.of(1));
        assertNotNull(host.partitions.find("a", 1));
        assertSame(host.partitions.find("a", 1), host.partitions.find(id, 1));
        assertNull(host.partitions.find("a", 2));
        assertNull(host.partitions.find("a", -1));
        assertNull(host.partitions.find("b", 0));
        assertEquals(2, host.partitions.all().size());
    }

    @Test
    void only_partitions_with_a_replica_here_are_held() {
        host.create("a", 1, List.of(2, 3));
        assertNull(host.partitions.find("a", 0));
        host.create("b", 1, List.of(2, 1));
        assertEquals(2, host.ref("b", 0).leadership().leader());
    }

    @Test
    void an_append_before_the_log_is_open_waits_for_it() {
        host.background.hold();
        host.create("a", 1, List.of(1));
        Host.Asked asked = host.append(host.ref("a", 0), -1, "x");
        assertNull(asked.result);
        assertNull(host.ref("a", 0).view());
        host.background.release();
        host.time.settle();
        assertEquals(0, asked.result().baseOffset());
    }

    @Test
    void too_much_waiting_for_a_log_is_refused() {
        host.background.hold();
        PartitionRef a = host.single("a");
        Host.Asked last = new Host.Asked();
        for (int i = 0; i <= Opening.MOST_WAITING; i++) {
            last = new Host.Asked();
            a.append(host.batch("x"), (short) 1, last);
        }
        host.time.settle();
        assertEquals(ErrorCode.NOT_LEADER_OR_FOLLOWER, last.result().error());
    }

    @Test
    void new_partitions_get_their_directories_without_being_asked() {
        host.create("a", 100, List.of(1));
        assertEquals(
                100,
                host.partitions.all().stream().filter(ref -> ref.view() != null).count());
        assertTrue(host.disk.exists(Host.DIRECTORY.resolve("a-99")));
    }

    @Test
    void partitions_of_a_topic_are_spread_over_the_loops() {
        host.create("a", 10, List.of(1));
        Set<Object> loops = new HashSet<>();
        host.partitions.all().forEach(ref -> loops.add(ref.loop()));
        assertEquals(2, loops.size());
    }

    @Test
    void a_clean_restart_opens_nothing_until_it_is_asked() throws IOException {
        host.create("a", 3, List.of(1));
        host.append(host.ref("a", 1), -1, "x", "y");
        Host next = host.restart();
        assertTrue(next.partitions.all().stream().allMatch(ref -> ref.view() == null));
        next.append(next.ref("a", 1), -1, "z");
        assertEquals(3, next.view(next.ref("a", 1)).highWatermark());
        assertNull(next.ref("a", 0).view());
    }

    @Test
    void high_watermarks_are_checkpointed_once_they_move_and_then_rest() {
        host.create("a", 2, List.of(1));
        host.append(host.ref("a", 0), -1, "x", "y");
        host.time.advance(Duration.ofSeconds(6));
        assertTrue(checkpoint().contains("a 0 2"), this::checkpoint);
        int forces = host.disk.forces();
        host.time.advance(Duration.ofSeconds(30));
        assertEquals(forces, host.disk.forces());
        host.append(host.ref("a", 1), -1, "x");
        host.time.advance(Duration.ofSeconds(6));
        assertTrue(checkpoint().contains("a 1 1"), this::checkpoint);
    }

    private String checkpoint() {
        return new String(
                host.disk.read(Host.DIRECTORY.resolve("replication-offset-checkpoint")), StandardCharsets.UTF_8);
    }

    @Test
    void a_follower_begins_where_the_checkpoint_says() throws IOException {
        Uuid id = host.create("a", 1, List.of(1));
        host.append(host.ref("a", 0), -1, "x", "y");
        host.lead(id, 2, List.of(2));
        Host next = host.restart();
        next.ref("a", 0).open(ready -> {});
        next.time.settle();
        assertEquals(2, next.view(next.ref("a", 0)).highWatermark());
    }

    @Test
    void a_deleted_topic_is_gone_for_everybody_who_waits_and_from_the_disk() {
        Uuid id = host.create("a", 2, List.of(1));
        PartitionRef a = host.ref("a", 0);
        host.append(a, -1, "x");
        host.commit(new TopicChange.TopicRemoved(id));
        assertNull(host.partitions.find("a", 0));
        assertNull(host.partitions.find(id, 0));
        assertEquals(
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                host.append(a, -1, "y").result().error());
        assertTrue(!host.disk.exists(Host.DIRECTORY.resolve("a-0")));
    }

    @Test
    void a_topic_made_again_under_its_name_starts_empty_even_at_once() {
        Uuid id = host.create("a", 1, List.of(1));
        host.append(host.ref("a", 0), -1, "x");
        host.background.hold();
        Uuid again = Uuid.ONE;
        host.commit(
                new TopicChange.TopicRemoved(id),
                new TopicChange.TopicCreated(again, "a"),
                new TopicChange.PartitionSet(again, 0, Host.partition(List.of(1))));
        Host.Asked asked = host.append(host.ref("a", 0), -1, "new");
        host.background.release();
        host.time.settle();
        assertEquals(0, asked.result().baseOffset());
        assertEquals(again, host.ref("a", 0).topicId());
        assertEquals(1, host.view(host.ref("a", 0)).log().endOffset());
    }

    @Test
    void a_partition_that_moves_away_is_dropped_and_the_others_stay() {
        Uuid id = host.create("a", 2, List.of(1, 2));
        host.commit(new TopicChange.PartitionChanged(
                id, 0, List.of(2), 2, List.of(2, 3), null, null, null, List.of(Uuid.ONE, Uuid.ONE), null, null));
        assertNull(host.partitions.find("a", 0));
        assertNotNull(host.partitions.find("a", 1));
    }

    @Test
    void what_is_on_disk_but_not_in_the_image_is_left_alone() throws IOException {
        host.single("a");
        Host next = new Host(host.disk.afterKill());
        next.single("b");
        assertTrue(next.dirs.found().contains(new TopicPartition("a", 0)));
        assertTrue(next.disk.exists(Host.DIRECTORY.resolve("a-0")));
    }

    @Test
    void retention_is_looked_after_without_a_timer_per_partition() {
        host.create("a", 50, List.of(1));
        host.set("a", "retention.ms", "1000");
        int timers = host.time.timersSet();
        assertTrue(timers < 10, () -> timers + " timers");
        host.append(host.ref("a", 7), -1, "old");
        host.time.advance(Duration.ofMinutes(11));
        assertEquals(1, host.view(host.ref("a", 7)).log().logStartOffset());
    }

    @Test
    void retention_opens_a_log_at_rest_only_if_it_may_hold_something_old() throws IOException {
        host.create("a", 2, List.of(1));
        host.set("a", "retention.ms", "1800000");
        host.append(host.ref("a", 0), -1, "x");
        host.append(host.ref("a", 1), -1, "x");
        host.disk.setLastModifiedMs(host.time.clock().wallMs());
        Host next = host.restart();
        next.time.advance(Duration.ofMinutes(20));
        assertTrue(next.partitions.all().stream().allMatch(ref -> ref.view() == null));
        next.time.advance(Duration.ofMinutes(20));
        assertEquals(1, next.view(next.ref("a", 0)).log().logStartOffset());
    }
}
