package io.ottla.log;

import static io.ottla.log.MovedLog.A;
import static io.ottla.log.MovedLog.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestLog;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A log on its way from one log directory to another, whatever happens to it there. */
class MovesTest {
    private static Map<?, ?> checkpoint(MovedLog moved, Path directory, String name) throws IOException {
        return OffsetCheckpoint.read(moved.disk, directory, name);
    }

    /** Something was copied, and something is missing. */
    private static MovedLog halfway(long seed) {
        var moved = MovedLog.fresh(seed);
        moved.appendAll(50);
        moved.storage.world.advance(70_000); // what is sealed reaches the disk
        moved.storage.dirs.limitMoves(2000);
        moved.move(B);
        moved.storage.world.advance(1500);
        assertEquals(A, moved.place());
        assertEquals(1, moved.names(B).size());
        return moved;
    }

    @Nested
    class Under_way {
        @Test
        void a_moved_log_is_where_it_was_to_go_and_nowhere_else() {
            var moved = MovedLog.fresh(1);
            moved.appendAll(50);
            moved.move(B);
            moved.settle();
            assertEquals(B, moved.place());
            moved.holdsAll();
            assertEquals(List.of(), moved.names(A));
            assertEquals(List.of("topic-0"), moved.names(B));
            assertFalse(moved.disk.exists(B.resolve("topic-0").resolve("being-moved")));
        }

        @Test
        void no_more_is_copied_than_the_limit_allows_and_a_new_limit_holds_at_once() {
            var moved = MovedLog.fresh(1);
            moved.appendAll(50);
            var before = moved.disk.appendedBytes();
            moved.storage.dirs.limitMoves(1000);
            moved.move(B);
            moved.storage.world.advance(3000);
            var copied = moved.disk.appendedBytes() - before;
            assertTrue(copied > 2000 && copied < 3600, () -> copied + " bytes in three seconds");
            assertEquals(A, moved.place());
            moved.storage.dirs.limitMoves(0);
            moved.storage.world.advance(60_000);
            assertEquals(A, moved.place());
            moved.storage.dirs.limitMoves(Long.MAX_VALUE);
            moved.storage.world.advance(500);
            assertEquals(B, moved.place());
            moved.holdsAll();
        }

        @Test
        void a_move_asked_for_again_goes_on_and_one_to_elsewhere_ends_it() {
            var moved = halfway(1);
            var copy = moved.names(B);
            moved.move(B);
            moved.storage.world.advance(500);
            assertEquals(copy, moved.names(B));
            moved.move(A);
            moved.storage.world.advance(500);
            assertEquals(List.of(), moved.names(B));
            moved.storage.dirs.limitMoves(Long.MAX_VALUE);
            moved.settle();
            assertEquals(A, moved.place());
            moved.holdsAll();
        }

        @Test
        void a_copy_lags_behind_by_the_offsets_it_has_not() throws IOException {
            var moved = halfway(1);
            var view = moved.log().view();
            var copy = B.resolve(moved.names(B).get(0));
            var last = moved.disk.list(copy).stream()
                    .filter(entry -> entry.name().endsWith(".log"))
                    .reduce((one, other) -> one.name().compareTo(other.name()) > 0 ? one : other)
                    .orElseThrow();
            var base = Long.parseLong(last.name().substring(0, 20));
            var lag = view.lagOfCopy(base, last.sizeInBytes());
            var whole = new io.ottla.wire.batch.Batches()
                    .over(java.nio.ByteBuffer.wrap(moved.disk.content(copy.resolve(last.name()))));
            var end = base;
            while (whole.next()) {
                end = whole.batch().nextOffset();
            }
            assertEquals(view.endOffset() - end, lag);
            assertTrue(lag > 0 && lag < 100);
            assertEquals(100, view.lagOfCopy(-1, 0));
            assertEquals(
                    0,
                    view.lagOfCopy(
                            view.shape().segments().get(view.segmentCount() - 1).baseOffset(), 1 << 20));
        }

        @Test
        void the_checkpoints_follow_the_log() throws IOException {
            var moved = halfway(1);
            moved.storage.on(() -> moved.log().deleteRecordsBefore(3));
            moved.settle();
            assertEquals(B, moved.place());
            for (var name : List.of(OffsetCheckpoint.RECOVERY_POINTS, OffsetCheckpoint.LOG_STARTS)) {
                assertEquals(Set.of(), checkpoint(moved, A, name).keySet(), name);
                assertEquals(
                        Set.of(TestLog.PARTITION), checkpoint(moved, B, name).keySet(), name);
            }
        }

        @Test
        void a_log_that_is_cut_back_is_copied_anew() {
            for (int end : new int[] {0, 20, 40, 98}) {
                var moved = halfway(end);
                moved.storage.on(() -> moved.log().updateHighWatermark(0));
                moved.storage.on(() -> moved.log().truncateTo(end, () -> {}));
                moved.written.subList(end / 2, 50).clear();
                moved.storage.world.advance(300);
                moved.appendAll(60);
                moved.storage.dirs.limitMoves(Long.MAX_VALUE);
                moved.settle();
                assertEquals(B, moved.place());
                assertEquals(end / 2 + 60, moved.written.size());
                moved.holdsAll();
                assertEquals(List.of("topic-0"), moved.names(B));
            }
        }

        @Test
        void retention_takes_from_the_copy_what_it_takes_from_the_log() {
            var moved = halfway(1);
            moved.storage.on(() -> moved.log().deleteRecordsBefore(40));
            moved.settle();
            assertEquals(B, moved.place());
            assertEquals(40, moved.log().view().logStartOffset());
            assertEquals(100, moved.log().view().endOffset());
        }
    }

    @Nested
    class After_a_restart {
        @Test
        void a_move_goes_on_where_it_was_stopped() {
            var moved = halfway(1);
            var copy = moved.names(B);
            moved.storage.close();
            var next = moved.killed(2);
            var before = next.disk.appendedBytes();
            assertEquals(copy, next.names(B));
            assertTrue(next.goOn());
            next.settle();
            assertEquals(B, next.place());
            next.holdsAll();
            var copied = next.disk.appendedBytes() - before;
            assertTrue(copied < 50 * 120 - 2000, () -> copied + " bytes were written although much was there");
        }

        @Test
        void a_copy_nobody_wants_any_more_goes() {
            var next = halfway(1).killed(2);
            next.storage.world.on(next.storage.loop, () -> next.storage.dirs.callOffMove(TestLog.PARTITION));
            next.settle();
            assertEquals(List.of(), next.names(B));
            next.holdsAll();
        }

        @Test
        void a_copy_of_a_topic_of_the_same_name_is_not_taken_for_its_own() throws IOException {
            var moved = halfway(1);
            var copy = B.resolve(moved.names(B).get(0));
            moved.storage.close();
            io.ottla.log.checkpoint.PartitionMetadata.write(moved.disk, copy, new Uuid(3, 3));
            moved.disk.content(copy.resolve("00000000000000000000.log"), new byte[500]);
            var next = moved.killed(2);
            assertTrue(next.goOn());
            next.settle();
            assertEquals(B, next.place());
            next.holdsAll();
        }

        @Test
        void a_partition_that_may_be_in_a_broken_directory_is_not_made_anew() {
            var moved = halfway(1);
            moved.storage.close();
            var disk = moved.disk.kill();
            disk.breakAfter(A, 0);
            moved.storage.world.stop();
            var storage = new TestLog(new io.ottla.log.testing.TestWorld(2, MovedLog.NOW_MS), disk, List.of(A, B));
            storage.on(() -> storage.dirs.expect(Set.of(TestLog.PARTITION)));
            var outcome = storage.tryOpen(TestLog.PARTITION, TestLog.TOPIC_ID, MovedLog.SETTINGS);
            assertTrue(outcome instanceof OpenOutcome.Refused, outcome::toString);
            var next = new MovedLog(3, disk.kill(), moved.written);
            next.holdsAll();
            assertTrue(next.goOn());
        }
    }

    @Nested
    class Crashes {
        private void goesOnAndEnds(MovedLog moved) {
            moved.storage.dirs.limitMoves(Long.MAX_VALUE);
            var goesOn = moved.goOn();
            moved.appendAll(3);
            moved.settle();
            moved.holdsAll();
            if (goesOn) {
                assertEquals(B, moved.place());
            }
            var there = moved.place();
            assertEquals(List.of("topic-0"), moved.names(there));
            assertEquals(List.of(), moved.names(there.equals(A) ? B : A));
        }

        private MovedLog interrupted(long seed) {
            var chance = Seeds.random(seed);
            var moved = MovedLog.fresh(seed);
            moved.appendAll(1 + chance.nextInt(40));
            moved.storage.world.advance(chance.nextInt(3) * 40_000L);
            moved.storage.dirs.limitMoves(chance.nextBoolean() ? Long.MAX_VALUE : 3000);
            moved.move(B);
            for (int left = chance.nextInt(120); left > 0; left--) {
                if (chance.nextInt(4) == 0) {
                    moved.append(1);
                }
                if (!moved.storage.world.step()) {
                    moved.storage.world.advance(100);
                }
            }
            return moved;
        }

        @Test
        void a_killed_process_loses_nothing_and_the_next_one_goes_on() {
            Seeds.run(400, seed -> {
                var moved = interrupted(seed);
                var next = moved.killed(seed + 1);
                next.holdsAll();
                goesOnAndEnds(next);
            });
        }

        @Test
        void a_power_cut_loses_nothing_that_was_durable_and_the_next_process_goes_on() {
            Seeds.run(400, seed -> {
                var moved = interrupted(seed);
                var durable = moved.durable();
                var next = moved.after(seed + 1, moved.disk.crash(Seeds.random(seed + 7)));
                next.holdsAtLeast(durable);
                goesOnAndEnds(next);
            });
        }

        @Test
        void crash_after_crash_loses_nothing_that_was_durable() {
            Seeds.run(150, seed -> {
                var chance = Seeds.random(seed + 99);
                var moved = interrupted(seed);
                for (int i = 0; i < 4; i++) {
                    var durable = moved.durable();
                    var isCut = chance.nextBoolean();
                    moved = isCut ? moved.after(seed + i, moved.disk.crash(chance)) : moved.killed(seed + i);
                    if (isCut) {
                        moved.holdsAtLeast(durable);
                    } else {
                        moved.holdsAll();
                    }
                    moved.storage.dirs.limitMoves(3000);
                    moved.goOn();
                    for (int left = chance.nextInt(200); left > 0; left--) {
                        if (chance.nextInt(6) == 0) {
                            moved.append(1);
                        }
                        if (!moved.storage.world.step()) {
                            moved.storage.world.advance(100);
                        }
                    }
                }
                var last = moved.killed(seed + 5);
                last.holdsAll();
                goesOnAndEnds(last);
            });
        }
    }

    @Nested
    class Broken_disks {
        private MovedLog brokenAfter(Path directory, int changes) {
            var moved = MovedLog.fresh(changes);
            moved.appendAll(30);
            moved.storage.world.advance(70_000);
            moved.disk.breakAfter(directory, changes);
            moved.move(B);
            moved.settle();
            return moved;
        }

        private void isWhole(MovedLog moved, CrashDisk healed) {
            moved.storage.world.stop();
            var next = new MovedLog(7, healed, moved.written);
            next.holdsAll();
            next.goOn();
            next.settle();
            next.holdsAll();
        }

        @Test
        void whenever_the_new_directory_breaks_the_log_is_served_from_the_old_one() {
            for (int changes = 0; ; changes++) {
                var moved = brokenAfter(B, changes);
                if (!moved.disk.isBroken()) {
                    assertEquals(B, moved.place());
                    assertTrue(changes > 20);
                    return;
                }
                moved.holdsAll();
                if (moved.place().equals(A)) {
                    moved.appendAll(2);
                    assertEquals(32, moved.written.size(), "broken after " + changes);
                    moved.holdsAll();
                }
                isWhole(moved, moved.disk.kill());
            }
        }

        @Test
        void whenever_the_old_directory_breaks_nothing_is_lost_and_what_has_moved_is_served() {
            for (int changes = 0; ; changes++) {
                var moved = brokenAfter(A, changes);
                if (!moved.disk.isBroken()) {
                    assertTrue(changes > 2);
                    return;
                }
                if (!moved.isRefused()) {
                    moved.holdsAll();
                    moved.appendAll(2);
                    assertEquals(moved.place().equals(B) ? 32 : 30, moved.written.size(), "broken after " + changes);
                }
                isWhole(moved, moved.disk.kill());
            }
        }
    }
}
