package io.ottla.replication.insync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.base.ManualTime;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InSyncTest {
    private static final List<Integer> ALL = List.of(1, 2, 3);

    private final ManualTime time = new ManualTime();
    private final Set<Integer> living = new HashSet<>(ALL);
    private final InSync book = new InSync(new InSync.World(
            1, () -> 11, Duration.ofSeconds(10), (broker, epoch) -> living.contains(broker), time.clock()));

    private static PartitionImage image(int leader, int leaderEpoch, int partitionEpoch, List<Integer> isr) {
        List<Uuid> directories = ALL.stream().map(one -> Uuid.ONE).toList();
        List<Integer> none = List.of();
        return new PartitionImage(
                ALL, directories, isr, none, none, none, none, leader, false, leaderEpoch, partitionEpoch);
    }

    private boolean fetched(int replica, long offset, long leaderEnd) {
        return book.fetched(new ReplicaFetch(replica, 20 + replica, 5, offset), leaderEnd);
    }

    private static InSync.Proposed must(InSync.@Nullable Proposed proposed) {
        return Check.present(proposed, "nothing is proposed");
    }

    @Test
    void the_slowest_in_sync_replica_says_how_far_all_hold_the_log() {
        book.follow(image(1, 5, 0, ALL));
        assertEquals(-1, book.heldByAll(10, 10));
        assertTrue(fetched(2, 7, 10));
        assertTrue(fetched(3, 9, 10));
        assertEquals(7, book.heldByAll(10, 10));
        assertEquals(6, book.heldByAll(6, 10));
    }

    @Test
    void fetches_of_another_epoch_of_strangers_and_of_replaced_processes_do_not_count() {
        book.follow(image(1, 5, 0, ALL));
        fetched(2, 7, 10);
        assertFalse(book.fetched(new ReplicaFetch(2, 22, 4, 9), 10));
        assertFalse(book.fetched(new ReplicaFetch(4, 24, 5, 9), 10));
        assertFalse(book.fetched(new ReplicaFetch(2, 21, 5, 9), 10));
        assertTrue(book.fetched(new ReplicaFetch(2, 30, 5, 3), 10));
    }

    @Test
    void a_new_leader_knows_nothing_of_its_followers() {
        book.follow(image(1, 5, 0, ALL));
        fetched(2, 10, 10);
        book.follow(image(2, 6, 1, ALL));
        assertFalse(book.hasOthers());
        book.follow(image(1, 7, 2, ALL));
        assertEquals(-1, book.heldByAll(10, 10));
        assertTrue(book.isNews(2, 22, 10));
    }

    @Test
    void who_is_not_caught_up_for_too_long_is_to_leave_and_is_waited_for_until_it_has() {
        book.follow(image(1, 5, 0, ALL));
        fetched(2, 10, 10);
        fetched(3, 4, 10);
        time.advance(Duration.ofSeconds(9));
        assertNull(book.shrink(10));
        time.advance(Duration.ofSeconds(2));
        InSync.Proposed change = must(book.shrink(10));
        assertEquals(List.of(new IsrProposal.Member(1, 11), new IsrProposal.Member(2, 22)), change.members());
        assertEquals(4, book.heldByAll(10, 10));
        assertNull(book.shrink(10));
        book.answered(change, new IsrAnswer.Committed(1, 5, List.of(1, 2), 1));
        assertEquals(10, book.heldByAll(10, 10));
        assertFalse(book.follow(image(1, 5, 1, List.of(1, 2))), "the image says it a second time");
    }

    @Test
    void who_has_everything_stays_however_long_nothing_happens() {
        book.follow(image(1, 5, 0, ALL));
        fetched(2, 10, 10);
        fetched(3, 10, 10);
        time.advance(Duration.ofHours(1));
        assertNull(book.shrink(10));
        book.appended(10);
        assertNull(book.shrink(11));
        time.advance(Duration.ofSeconds(11));
        assertEquals(1, must(book.shrink(11)).members().size());
    }

    @Test
    void a_fetch_from_where_the_end_was_at_the_fetch_before_counts_as_caught_up_then() {
        book.follow(image(1, 5, 0, ALL));
        for (long end = 100; end < 120; end++) {
            fetched(2, end - 1, end);
            fetched(3, end, end);
            time.advance(Duration.ofSeconds(3));
        }
        assertNull(book.shrink(120));
    }

    @Test
    void who_has_come_up_to_the_high_watermark_is_taken_in_and_waited_for_at_once() {
        book.follow(image(1, 5, 3, List.of(1, 2)));
        fetched(2, 20, 20);
        fetched(3, 9, 20);
        assertNull(book.expand(3, 10));
        fetched(3, 12, 20);
        living.remove(3);
        assertNull(book.expand(3, 10));
        living.add(3);
        assertEquals(20, book.heldByAll(20, 20));
        InSync.Proposed change = must(book.expand(3, 10));
        assertEquals(3, change.partitionEpoch());
        assertEquals(12, book.heldByAll(20, 20));
        book.answered(change, new IsrAnswer.Refused(ErrorCode.INELIGIBLE_REPLICA));
        assertEquals(20, book.heldByAll(20, 20));
        assertNull(book.expand(3, 10), "it rests");
        time.advance(Duration.ofSeconds(1));
        assertNotNull(book.expand(3, 10));
    }

    @Test
    void an_outdated_change_stays_open_until_the_image_says_what_is_so() {
        book.follow(image(1, 5, 3, List.of(1, 2)));
        fetched(3, 12, 20);
        InSync.Proposed change = must(book.expand(3, 10));
        book.answered(change, new IsrAnswer.Outdated(ErrorCode.INVALID_UPDATE_VERSION));
        assertNull(book.expand(3, 10));
        fetched(2, 20, 20);
        assertEquals(12, book.heldByAll(20, 20));
        book.follow(image(1, 5, 4, List.of(1, 2)));
        assertEquals(20, book.heldByAll(20, 20));
        book.answered(change, new IsrAnswer.Committed(1, 5, ALL, 3));
        assertEquals(List.of(1, 2), book.isr());
    }
}
