package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.disk.NioDisk;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionLogTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final LogSettings DEFAULTS = LogSettings.defaults();

    private final CrashDisk disk = new CrashDisk();
    private final TestLog storage = new TestLog(new TestWorld(1, NOW_MS), disk, List.of(Path.of("/disk/a")));

    private static ByteBuffer batch(int records, int bytes, long timestampMs) {
        return TestBatch.of(records, bytes, timestampMs);
    }

    /** A batch as a leader sends it, at offsets of its own. */
    private static ByteBuffer at(long offset, int leaderEpoch) {
        return new BatchBuilder()
                .baseOffset(offset)
                .leaderEpoch(leaderEpoch)
                .append(NOW_MS, null, new byte[50])
                .build();
    }

    private AppendOutcome replicate(PartitionLog log, ByteBuffer batches) {
        return storage.append(log, batches, 99, AppendOrigin.REPLICA);
    }

    @Nested
    class Appends {
        @Test
        void appended_batches_are_read_back_with_their_offsets_and_epoch() {
            var log = storage.open(DEFAULTS);
            assertEquals(new AppendOutcome.Staged(0, 2, 0), storage.append(log, batch(3, 10, NOW_MS)));
            assertEquals(
                    new AppendOutcome.Staged(3, 3, 0),
                    storage.append(log, batch(1, 10, NOW_MS), 5, AppendOrigin.CLIENT));
            assertEquals(4, log.view().endOffset());
            var content = storage.readAll(log, 3);
            assertEquals(3, TestBatch.header(content).baseOffset());
            assertEquals(5, TestBatch.header(content).leaderEpoch());
            assertTrue(TestBatch.header(content).crcMatches());
        }

        @Test
        void nothing_is_seen_before_the_turn_is_flushed_and_then_all_of_it() {
            var log = storage.open(DEFAULTS);
            storage.on(() -> {
                log.stage(batch(1, 10, NOW_MS), 0, AppendOrigin.CLIENT, NOW_MS);
                log.stage(batch(2, 10, NOW_MS), 0, AppendOrigin.CLIENT, NOW_MS);
                assertEquals(0, log.view().endOffset());
                assertEquals(3, log.stagedEndOffset());
                assertTrue(log.flushTurn());
                assertEquals(3, log.view().endOffset());
                assertEquals(0, log.view().highWatermark());
            });
        }

        @Test
        void a_batch_larger_than_a_segment_is_refused() {
            var log = storage.open(DEFAULTS.withSegmentBytes(1_000));
            var refused = assertInstanceOf(AppendOutcome.Refused.class, storage.append(log, batch(1, 1_000, NOW_MS)));
            assertEquals(ErrorCode.RECORD_LIST_TOO_LARGE, refused.error());
            assertInstanceOf(AppendOutcome.Staged.class, storage.append(log, batch(1, 900, NOW_MS)));
        }

        @Test
        void a_replica_keeps_the_leaders_offsets_and_epochs_gaps_included() {
            var log = storage.open(DEFAULTS.withSegmentBytes(300));
            for (var offset : new long[] {0, 1, 5, 9, 10, 40, 41}) {
                assertEquals(
                        new AppendOutcome.Staged(offset, offset, 0), replicate(log, at(offset, (int) offset / 10)));
            }
            assertEquals(42, log.view().endOffset());
            assertEquals(4, log.view().latestEpoch());
            assertEquals(new EpochEnd(0, 10), log.view().epochEnd(0));
            assertEquals(new EpochEnd(1, 40), log.view().epochEnd(3));
            assertEquals(EpochEnd.UNDEFINED, log.view().epochEnd(5));
            // An offset in a gap is answered with the batch behind it, also where a segment ends before it.
            for (var offset = 0; offset < 42; offset++) {
                var slice = storage.slice(log.view().read(offset, 1, true, 42));
                var bytes = ByteBuffer.allocate(slice.sizeInBytes());
                copy(slice, bytes);
                assertTrue(TestBatch.header(bytes.flip()).baseOffset() >= offset || offset == 0, "at " + offset);
            }
        }

        @Test
        void a_replica_refuses_what_lies_before_its_end() {
            var log = storage.open(DEFAULTS);
            replicate(log, at(7, 0));
            var refused = assertInstanceOf(AppendOutcome.Refused.class, replicate(log, at(7, 0)));
            assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, refused.error());
            assertEquals(8, log.view().endOffset());
        }
    }

    @Nested
    class Rolls {
        @Test
        void by_size() {
            var log = storage.open(DEFAULTS.withSegmentBytes(500));
            for (var i = 0; i < 10; i++) {
                storage.append(log, batch(1, 170, NOW_MS));
            }
            assertEquals(5, log.view().segmentCount());
        }

        @Test
        void by_the_time_of_records() {
            var log = storage.open(DEFAULTS.rebuilt().segmentMs(1_000).build());
            storage.append(log, batch(1, 10, NOW_MS));
            storage.append(log, batch(1, 10, NOW_MS + 1_000));
            assertEquals(1, log.view().segmentCount());
            storage.append(log, batch(1, 10, NOW_MS + 1_001));
            assertEquals(2, log.view().segmentCount());
            storage.world.advance(5_000);
            storage.append(log, batch(1, 10, NOW_MS + 1_100));
            assertEquals(2, log.view().segmentCount());
        }

        @Test
        void by_the_clock_where_records_have_no_time() {
            var log = storage.open(DEFAULTS.rebuilt().segmentMs(1_000).build());
            storage.append(log, batch(1, 10, -1));
            storage.world.advance(1_001);
            storage.append(log, batch(1, 10, -1));
            assertEquals(2, log.view().segmentCount());
        }

        @Test
        void when_the_index_is_full() {
            var log = storage.open(DEFAULTS.rebuilt()
                    .segmentIndexBytes(24)
                    .indexIntervalBytes(1)
                    .build());
            for (var i = 0; i < 9; i++) {
                storage.append(log, batch(1, 10, -1));
            }
            assertEquals(3, log.view().segmentCount());
        }

        @Test
        void when_an_offset_is_too_far_from_the_first() {
            var log = storage.open(DEFAULTS);
            replicate(log, at(0, 0));
            replicate(log, at(Integer.MAX_VALUE, 0));
            assertEquals(1, log.view().segmentCount());
            replicate(log, at(Integer.MAX_VALUE + 1L, 0));
            assertEquals(2, log.view().segmentCount());
            assertEquals(3 * at(0, 0).remaining(), storage.readAll(log, 0).remaining());
        }
    }

    @Nested
    class Reads {
        @Test
        void are_bounded_by_bytes_but_for_one_whole_batch() {
            var log = storage.open(DEFAULTS);
            for (var i = 0; i < 10; i++) {
                storage.append(log, batch(2, 100, NOW_MS));
            }
            var size = (int) log.view().sizeInBytes() / 10;
            assertEquals(size, storage.slice(log.view().read(3, 1, true, 20)).sizeInBytes());
            assertEquals(
                    0, storage.slice(log.view().read(3, size - 1, false, 20)).sizeInBytes());
            assertEquals(
                    size + 1,
                    storage.slice(log.view().read(3, size + 1, false, 20)).sizeInBytes());
            assertEquals(
                    2 * size, storage.slice(log.view().read(3, 10_000, true, 6)).sizeInBytes());
            assertEquals(0, storage.slice(log.view().read(6, 10_000, true, 6)).sizeInBytes());
            assertInstanceOf(LogRead.OutOfRange.class, log.view().read(21, 100, true, 21));
            assertEquals(0, storage.slice(log.view().read(20, 100, true, 20)).sizeInBytes());
        }

        @Test
        void of_what_was_just_written_need_no_disk_but_of_what_was_not_seen_lately_are_cold() {
            var settings = DEFAULTS.withSegmentBytes(500);
            var log = storage.open(settings);
            for (var i = 0; i < 10; i++) {
                storage.append(log, batch(2, 100, NOW_MS));
            }
            for (var offset = 0; offset < 20; offset++) {
                assertInstanceOf(LogSlice.class, log.view().read(offset, 100, true, 20));
            }
            storage.close();
            storage.world.stop();
            var again = new TestLog(new TestWorld(1, NOW_MS), disk.kill(), List.of(Path.of("/disk/a")));
            var reopened = again.open(settings);
            var cold = reopened.view().read(0, 100, true, 20);
            assertInstanceOf(LogRead.Cold.class, cold);
            again.slice(cold).release();
            assertInstanceOf(LogSlice.class, reopened.view().read(0, 100, true, 20));
        }

        @Test
        void go_on_from_a_segment_that_retention_takes_away(@TempDir Path directory) throws IOException {
            var files = new TestLog(new TestWorld(1, NOW_MS), new NioDisk(), List.of(directory.resolve("a")));
            var settings = DEFAULTS.rebuilt()
                    .segmentBytes(1_000)
                    .retentionBytes(1)
                    .fileDeleteDelayMs(0)
                    .build();
            var log = files.open(settings);
            for (var i = 0; i < 10; i++) {
                files.append(log, batch(2, 200, NOW_MS));
            }
            var old = log.view();
            var slice = files.slice(old.read(0, 10_000, true, 20));
            files.on(() -> log.retain(NOW_MS));
            files.world.advance(1_000);
            assertTrue(log.view().logStartOffset() >= 16, () -> log.view().toString());
            try (var target =
                    FileChannel.open(directory.resolve("copy"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                assertEquals(slice.sizeInBytes(), slice.transferTo(target, 0, slice.sizeInBytes()));
                var channel = Objects.requireNonNull(slice.channel());
                assertEquals(slice.sizeInBytes(), channel.transferTo(slice.position(), slice.sizeInBytes(), target));
                slice.release();
                assertFalse(channel.isOpen());
            }
            assertInstanceOf(LogRead.OutOfRange.class, slow(files, old.read(0, 10, true, 20)));
        }

        private LogRead slow(TestLog files, LogRead read) {
            var answer = new ArrayList<LogRead>();
            ((LogRead.Cold) read).warm(files.loop, answer::add);
            files.world.run();
            return answer.get(0);
        }
    }

    @Nested
    class Durable {
        @Test
        void appends_of_many_turns_share_one_fsync() {
            var log = storage.open(DEFAULTS);
            storage.append(log, batch(1, 10, NOW_MS));
            storage.on(() -> log.awaitDurable(1, outcome -> {}));
            var before = disk.forces();
            var answers = new ArrayList<Durability>();
            storage.loop.execute(() -> {
                for (var i = 0; i < 50; i++) {
                    log.stage(batch(1, 10, NOW_MS), 0, AppendOrigin.CLIENT, NOW_MS);
                    assertTrue(log.flushTurn());
                    log.awaitDurable(log.view().endOffset(), answers::add);
                }
            });
            storage.world.run();
            assertEquals(50, answers.size());
            assertTrue(answers.stream().allMatch(answer -> answer == Durability.DURABLE));
            assertEquals(2, disk.forces() - before);
        }

        @Test
        void flush_messages_and_flush_ms_bring_appends_to_disk_unasked() {
            var byCount = storage.open(new io.ottla.wire.TopicPartition("count", 0), DEFAULTS.withFlushMessages(5));
            storage.append(byCount, batch(4, 10, NOW_MS));
            assertEquals(0, byCount.view().recoveryPoint());
            storage.append(byCount, batch(1, 10, NOW_MS));
            assertEquals(5, byCount.view().recoveryPoint());
            var byTime = storage.open(
                    new io.ottla.wire.TopicPartition("time", 0),
                    DEFAULTS.rebuilt().flushMs(300).build());
            storage.append(byTime, batch(4, 10, NOW_MS));
            storage.world.advance(299);
            assertEquals(0, byTime.view().recoveryPoint());
            storage.world.advance(1);
            assertEquals(4, byTime.view().recoveryPoint());
        }

        @Test
        void a_wait_for_what_is_only_staged_ends_after_the_turn() {
            var log = storage.open(DEFAULTS);
            var answers = new ArrayList<Durability>();
            storage.on(() -> {
                log.stage(batch(1, 10, NOW_MS), 0, AppendOrigin.CLIENT, NOW_MS);
                log.awaitDurable(1, answers::add);
            });
            assertEquals(List.of(), answers);
            storage.on(log::flushTurn);
            assertEquals(List.of(Durability.DURABLE), answers);
        }
    }

    @Nested
    class Retained {
        @Test
        void old_segments_go_even_the_last_one_if_all_is_old() {
            var log = storage.open(
                    DEFAULTS.rebuilt().segmentBytes(500).retentionMs(10_000).build());
            for (var i = 0; i < 10; i++) {
                storage.append(log, batch(1, 200, NOW_MS + i * 1_000L));
            }
            storage.on(() -> log.retain(NOW_MS + 10_000 + 3_500));
            assertEquals(4, log.view().logStartOffset());
            storage.on(() -> log.retain(NOW_MS + 60_000));
            assertEquals(10, log.view().logStartOffset());
            assertEquals(10, log.view().endOffset());
            assertEquals(0, log.view().sizeInBytes());
            assertEquals(new AppendOutcome.Staged(10, 10, 10), storage.append(log, batch(1, 10, NOW_MS)));
        }

        @Test
        void deleted_records_take_no_others_with_them_however_old() {
            var log = storage.open(
                    DEFAULTS.rebuilt().segmentBytes(500).retentionMs(10_000).build());
            for (var i = 0; i < 10; i++) {
                storage.append(log, batch(1, 200, NOW_MS - 86_400_000));
            }
            storage.on(() -> assertTrue(log.deleteRecordsBefore(3)));
            assertEquals(3, log.view().logStartOffset());
            assertEquals(7, log.view().segmentCount());
        }

        @Test
        void what_is_not_replicated_stays() {
            var log = storage.open(
                    DEFAULTS.rebuilt().segmentBytes(500).retentionBytes(0).build());
            storage.on(() -> {
                for (var i = 0; i < 10; i++) {
                    log.stage(batch(1, 200, NOW_MS), 0, AppendOrigin.CLIENT, NOW_MS);
                    log.flushTurn();
                }
                log.updateHighWatermark(4);
                log.retain(NOW_MS);
            });
            assertEquals(4, log.view().logStartOffset());
        }

        @Test
        void producers_are_forgotten_when_they_have_been_silent_too_long() {
            var log = storage.open(DEFAULTS);
            storage.append(log, TestBatch.idempotent(5, 0, 0, 1, NOW_MS));
            storage.append(log, TestBatch.transactional(6, 0, 0, 1, NOW_MS));
            storage.on(() -> log.retain(NOW_MS + 86_400_000));
            assertEquals(1, log.producers().count());
            assertNotEquals(null, log.producers().get(6));
            // Who is not known may begin anywhere.
            assertInstanceOf(
                    AppendOutcome.Staged.class, storage.append(log, TestBatch.idempotent(5, 0, 17, 1, NOW_MS)));
        }
    }

    private static void copy(LogSlice slice, ByteBuffer target) {
        try {
            slice.copyTo(target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        slice.release();
    }
}
