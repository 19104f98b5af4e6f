package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LogDirsTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final Path A = Path.of("/disk/a");
    private static final Path B = Path.of("/disk/b");

    private CrashDisk disk = new CrashDisk();

    private TestLog start(Path... paths) {
        return new TestLog(new TestWorld(1, NOW_MS), disk, List.of(paths));
    }

    private static TopicPartition partition(int index) {
        return new TopicPartition("topic-with-dashes", index);
    }

    private static String why(Throwable e) {
        return String.valueOf(e.getCause());
    }

    private static Set<String> names(CrashDisk disk, Path directory) {
        try {
            return disk.list(directory).stream()
                    .map(entry -> entry.name())
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class Start {
        @Test
        void cleanly_closed_partitions_are_listed_and_not_looked_into() {
            var storage = start(A);
            for (var i = 0; i < 50; i++) {
                storage.append(storage.open(partition(i), LogSettings.defaults()), TestBatch.of(2, 10, NOW_MS));
            }
            storage.close();
            disk = disk.kill();
            var opens = disk.opens();
            var again = start(A);
            assertTrue(again.dirs.wasCleanShutdown());
            assertEquals(50, again.dirs.found().size());
            // The lock, meta.properties twice (the test looks, too), two checkpoints.
            assertTrue(disk.opens() - opens <= 6, () -> "opened " + (disk.opens() - opens) + " files");
            assertEquals(
                    2, again.open(partition(7), LogSettings.defaults()).view().endOffset());
        }

        @Test
        void a_directory_in_use_is_refused() {
            start(A);
            var e = assertThrows(AssertionError.class, () -> start(A));
            assertEquals("java.io.IOException: Log directory /disk/a is in use by another process.", why(e));
        }

        @Test
        void a_directory_of_another_cluster_or_node_is_refused() throws IOException {
            disk.createDirectories(A);
            new MetaProperties("other", 1, Uuid.ONE).write(disk, A);
            var e = assertThrows(AssertionError.class, () -> start(A));
            assertEquals(
                    "java.io.IOException: Log directory /disk/a belongs to cluster other, not to cluster.", why(e));
            disk.createDirectories(B);
            new MetaProperties("cluster", 2, Uuid.ONE).write(disk, B);
            e = assertThrows(AssertionError.class, () -> start(B));
            assertEquals("java.io.IOException: Log directory /disk/b belongs to node 2, not to 1.", why(e));
        }

        @Test
        void a_partition_in_two_directories_is_refused() {
            start(A, B).close();
            disk.createDirectories(A.resolve("t-0"));
            disk.createDirectories(B.resolve("t-0"));
            var e = assertThrows(AssertionError.class, () -> start(A, B));
            assertTrue(why(e).contains("t-0 is in both /disk/a and /disk/b"), why(e));
        }

        @Test
        void what_was_being_deleted_is_removed_and_what_is_strange_is_left_alone() {
            start(A).close();
            disk.createDirectories(
                    A.resolve("t-0.0123456789abcdef0123456789abcdef-delete").resolve("x"));
            disk.createDirectories(A.resolve("t-1.0123456789abcdef0123456789abcdef-stray"));
            disk.createDirectories(A.resolve("lost+found"));
            disk = disk.kill();
            var storage = start(A);
            assertEquals(Set.of(), storage.dirs.found());
            assertEquals(
                    Set.of(".lock", "meta.properties", "lost+found", "t-1.0123456789abcdef0123456789abcdef-stray"),
                    names(disk, A));
        }
    }

    @Nested
    class Partitions {
        @Test
        void a_new_one_goes_to_the_directory_with_the_fewest() {
            var storage = start(A, B);
            for (var i = 0; i < 6; i++) {
                storage.open(partition(i), LogSettings.defaults());
            }
            var inA = storage.dirs.directories().get(0).path();
            assertEquals(A, inA);
            assertEquals(
                    3,
                    names(disk, A).stream()
                            .filter(name -> name.startsWith("topic"))
                            .count());
            assertEquals(
                    3,
                    names(disk, B).stream()
                            .filter(name -> name.startsWith("topic"))
                            .count());
        }

        @Test
        void one_of_another_topic_id_is_moved_away_as_stray() {
            var storage = start(A);
            storage.append(storage.open(LogSettings.defaults()), TestBatch.of(1, 10, NOW_MS));
            storage.close();
            disk = disk.kill();
            var again = start(A);
            var outcome = again.tryOpen(TestLog.PARTITION, new Uuid(8, 8), LogSettings.defaults());
            var log = assertInstanceOf(OpenOutcome.Opened.class, outcome).log();
            assertEquals(0, log.view().endOffset());
            assertEquals(
                    1,
                    names(disk, A).stream()
                            .filter(name -> name.matches("topic-0\\.[0-9a-f]{32}-stray"))
                            .count());
        }

        @Test
        void a_deleted_one_is_renamed_at_once_and_removed_later() {
            var storage = start(A);
            var log = storage.open(LogSettings.defaults());
            storage.append(log, TestBatch.of(1, 10, NOW_MS));
            var slice = storage.slice(log.view().read(0, 1000, true, 1));
            var done = new boolean[1];
            storage.on(() -> storage.dirs.delete(TestLog.PARTITION, storage.loop, () -> done[0] = true));
            assertTrue(done[0]);
            assertEquals(
                    1,
                    names(disk, A).stream()
                            .filter(name -> name.matches("topic-0\\.[0-9a-f]{32}-delete"))
                            .count());
            // A transfer under way goes on, and the name is free.
            var bytes = java.nio.ByteBuffer.allocate(slice.sizeInBytes());
            try {
                slice.copyTo(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            slice.release();
            assertEquals(0, storage.open(LogSettings.defaults()).view().endOffset());
            storage.world.advance(60_000);
            assertEquals(
                    0,
                    names(disk, A).stream()
                            .filter(name -> name.endsWith("-delete"))
                            .count());
        }

        @Test
        void a_long_topic_name_is_cut_where_its_directory_is_renamed() {
            var storage = start(A);
            var name = new TopicPartition("t".repeat(249), 3);
            storage.open(name, LogSettings.defaults());
            storage.on(() -> storage.dirs.delete(name, storage.loop, () -> {}));
            assertTrue(names(disk, A).stream().allMatch(each -> each.length() <= 255));
            assertEquals(
                    1,
                    names(disk, A).stream()
                            .filter(each -> each.endsWith("-delete"))
                            .count());
        }
    }

    @Nested
    class Crashes {
        @Test
        void untouched_partitions_are_recovered_one_by_one_and_then_count_as_clean() {
            var storage = start(A);
            for (var i = 0; i < 5; i++) {
                storage.append(storage.open(partition(i), LogSettings.defaults()), TestBatch.of(2, 10, NOW_MS));
            }
            storage.world.stop();
            disk = disk.kill();
            var again = start(A);
            assertFalse(again.dirs.wasCleanShutdown());
            again.world.advance(10_000);
            again.close();
            disk = disk.kill();
            var third = start(A);
            assertTrue(third.dirs.wasCleanShutdown());
            for (var i = 0; i < 5; i++) {
                assertEquals(
                        2,
                        third.open(partition(i), LogSettings.defaults()).view().endOffset());
            }
        }

        @Test
        void a_stop_before_all_is_recovered_is_not_clean() {
            var storage = start(A);
            storage.append(storage.open(LogSettings.defaults()), TestBatch.of(2, 10, NOW_MS));
            storage.world.stop();
            disk = disk.kill();
            start(A).close();
            disk = disk.kill();
            assertFalse(start(A).dirs.wasCleanShutdown());
        }

        @Test
        void a_raised_log_start_is_on_disk_before_long() throws IOException {
            var storage = start(A);
            var log = storage.open(LogSettings.defaults());
            for (var i = 0; i < 10; i++) {
                storage.append(log, TestBatch.of(2, 10, NOW_MS));
            }
            storage.on(() -> assertTrue(log.deleteRecordsBefore(7)));
            storage.on(() -> assertFalse(log.deleteRecordsBefore(21)));
            storage.world.advance(1_000);
            assertEquals(
                    7,
                    OffsetCheckpoint.read(disk, A, OffsetCheckpoint.LOG_STARTS).get(TestLog.PARTITION));
            storage.world.stop();
            disk = disk.kill();
            var again = start(A).open(LogSettings.defaults());
            assertEquals(7, again.view().logStartOffset());
            assertInstanceOf(LogRead.OutOfRange.class, again.view().read(6, 100, true, 20));
        }
    }

    @Nested
    class Failures {
        @Test
        void a_full_disk_refuses_appends_and_goes_on_reading_and_deleting() {
            var storage = start(A, B);
            var inA = storage.open(partition(0), LogSettings.defaults());
            var inB = storage.open(partition(1), LogSettings.defaults());
            storage.append(inA, TestBatch.of(2, 100, NOW_MS));
            storage.append(inB, TestBatch.of(2, 100, NOW_MS));
            var before = storage.readAll(inA, 0);
            disk.freeBytes(50);
            storage.on(() -> {
                assertInstanceOf(
                        AppendOutcome.Staged.class,
                        inA.stage(TestBatch.of(1, 100, NOW_MS), 0, AppendOrigin.CLIENT, NOW_MS));
                assertFalse(inA.flushTurn());
                inA.awaitDurable(3, outcome -> assertEquals(Durability.FAILED, outcome));
            });
            assertEquals(List.of(A), storage.failed.stream().map(LogDir::path).toList());
            var refused =
                    assertInstanceOf(AppendOutcome.Refused.class, storage.append(inA, TestBatch.of(1, 1, NOW_MS)));
            assertEquals(ErrorCode.KAFKA_STORAGE_ERROR, refused.error());
            assertEquals(2, inA.view().endOffset());
            assertEquals(before, storage.readAll(inA, 0));
            disk.freeBytes(1 << 20);
            assertInstanceOf(AppendOutcome.Staged.class, storage.append(inB, TestBatch.of(2, 100, NOW_MS)));
            storage.on(() -> storage.dirs.delete(partition(0), storage.loop, () -> {}));
            assertEquals(
                    1,
                    names(disk, A).stream()
                            .filter(name -> name.endsWith("-delete"))
                            .count());
        }

        @Test
        void a_restart_on_a_full_disk_works_and_reads() {
            var storage = start(A);
            var settings = LogSettings.defaults().withSegmentBytes(500);
            var log = storage.open(settings);
            for (var i = 0; i < 20; i++) {
                storage.append(log, TestBatch.of(2, 50, NOW_MS));
            }
            var before = storage.readAll(log, 0);
            disk.freeBytes(0);
            assertInstanceOf(AppendOutcome.Staged.class, storage.append(log, TestBatch.of(2, 50, NOW_MS)));
            storage.world.stop();
            disk = disk.kill();
            disk.freeBytes(0);
            var again = start(A);
            var reopened = again.open(settings);
            assertEquals(before, again.readAll(reopened, 0));
            // With room again, a restart is all it takes.
            again.close();
            disk = disk.kill();
            disk.freeBytes(1 << 20);
            var third = start(A);
            var log3 = third.open(settings);
            assertInstanceOf(AppendOutcome.Staged.class, third.append(log3, TestBatch.of(2, 50, NOW_MS)));
            assertEquals(42, log3.view().endOffset());
        }

        @Test
        void a_failed_fsync_takes_the_directory_offline_and_is_not_tried_again() {
            var storage = start(A);
            var log = storage.open(LogSettings.defaults());
            storage.append(log, TestBatch.of(2, 100, NOW_MS));
            disk.breakWrites(A);
            var outcomes = new java.util.ArrayList<Durability>();
            storage.on(() -> log.awaitDurable(2, outcomes::add));
            assertEquals(List.of(Durability.FAILED), outcomes);
            assertFalse(log.isWritable());
            disk.breakWrites(Path.of("/nowhere"));
            storage.on(() -> log.awaitDurable(2, outcomes::add));
            assertEquals(List.of(Durability.FAILED, Durability.FAILED), outcomes);
            storage.close();
            disk = disk.kill();
            assertFalse(start(A).dirs.wasCleanShutdown());
        }

        @Test
        void a_new_partition_avoids_a_failed_directory() {
            var storage = start(A, B);
            var log = storage.open(partition(0), LogSettings.defaults());
            disk.breakWrites(A);
            storage.append(log, TestBatch.of(2, 100, NOW_MS));
            for (var i = 1; i < 4; i++) {
                assertEquals(
                        B, storage.open(partition(i), LogSettings.defaults()).logDir());
            }
        }
    }

    @Nested
    class Replacements {
        private final LogSettings settings = LogSettings.defaults().withSegmentBytes(500);

        private byte[] written(String name) {
            return disk.content(A.resolve("topic-0").resolve(name));
        }

        private void put(String name, byte[] bytes) {
            try (var file = disk.open(A.resolve("topic-0").resolve(name), io.ottla.log.disk.Disk.Open.REPLACE)) {
                file.append(java.nio.ByteBuffer.wrap(bytes));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private void prepare() {
            var storage = start(A);
            var log = storage.open(settings);
            for (var i = 0; i < 8; i++) {
                storage.append(log, TestBatch.of(2, 50, NOW_MS));
            }
            storage.close();
            disk = disk.kill();
        }

        @Test
        void an_interrupted_one_that_was_complete_takes_its_place() {
            prepare();
            var first = "00000000000000000000.log";
            put(first + ".swap", java.util.Arrays.copyOf(written(first), written(first).length));
            put("00000000000000000000.index.swap", new byte[0]);
            put(first, new byte[] {1, 2, 3});
            var storage = start(A);
            var log = storage.open(settings);
            assertEquals(16, log.view().endOffset());
            assertEquals(0, TestBatch.header(storage.readAll(log, 0)).baseOffset());
            assertFalse(names(disk, A.resolve("topic-0")).stream().anyMatch(name -> name.endsWith(".swap")));
        }

        @Test
        void an_interrupted_one_that_was_not_complete_is_forgotten() {
            prepare();
            put("00000000000000000000.log.cleaned", new byte[] {1});
            put("00000000000000000003.log.swap", new byte[] {1});
            put("00000000000000000003.log.deleted", new byte[] {1});
            put("00000000000000000044.timeindex", new byte[] {1});
            var storage = start(A);
            assertEquals(16, storage.open(settings).view().endOffset());
            var names = names(disk, A.resolve("topic-0"));
            assertFalse(
                    names.stream().anyMatch(name -> name.matches(".*\\.(swap|cleaned|deleted|tmp)")), names::toString);
            assertFalse(names.contains("00000000000000000044.timeindex"));
        }
    }
}
