package io.ottla.replication.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.base.Seeds;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.LogMark;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.ProducerIdsGiven;
import io.ottla.replication.fixture.MemoryDisk;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StandaloneMetadataLogTest {
    private static final Path FIRST_SEGMENT = Node.DIRECTORY.resolve("00000000000000000000.log");

    private static List<MetadataChange> give(long next) {
        return List.of(new ProducerIdsGiven(1, 0, next));
    }

    private static ClusterImage at0(ClusterImage image) {
        return image.at(LogPosition.NOTHING);
    }

    @Test
    void what_was_committed_is_there_after_a_crash() {
        Seeds.run(100, seed -> {
            Node node = Node.on(new MemoryDisk()).start();
            RandomChanges changes = new RandomChanges(Seeds.random(seed));
            for (int i = 0; i < 20; i++) {
                node.commit(changes.some());
            }
            Node next = Node.on(node.disk.afterCrash()).start();
            assertEquals(node.image, next.image);
            assertEquals(node.epoch + 1, next.epoch);
        });
    }

    @Test
    void each_start_is_a_new_epoch_and_takes_one_offset() throws IOException {
        Node first = Node.on(new MemoryDisk()).start();
        assertEquals(1, first.epoch);
        assertEquals(1, first.nextOffset);
        assertEquals(1, first.commit(give(1000)));
        Node second = Node.on(first.disk.afterCrash()).start();
        assertEquals(2, second.epoch);
        assertEquals(3, second.nextOffset);
    }

    @Test
    void an_epoch_lies_above_the_one_apache_kafka_has_voted_in() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        String state = "{\"leaderId\":1,\"leaderEpoch\":41,\"votedId\":-1,\"data_version\":1}";
        disk.put(Node.DIRECTORY.resolve("quorum-state"), state.getBytes(StandardCharsets.UTF_8));
        assertEquals(42, Node.on(disk).start().epoch);
    }

    @Test
    void another_epoch_than_the_present_is_refused() throws IOException {
        Node node = Node.on(new MemoryDisk()).start();
        node.epoch = 7;
        assertEquals(MetadataLog.REFUSED, node.commit(give(1)));
        assertEquals(List.of(), node.committedEnds);
    }

    @Test
    void appends_made_while_a_write_is_under_way_share_the_next_fsync() throws IOException {
        Node node = Node.on(new MemoryDisk()).start();
        int before = node.disk.forces();
        node.background.hold();
        node.append(give(1));
        node.time.settle();
        for (int i = 2; i <= 50; i++) {
            node.append(give(i));
        }
        node.time.settle();
        assertEquals(List.of(), node.committedEnds);
        node.background.release();
        node.time.settle();
        assertEquals(2, node.disk.forces() - before);
        assertEquals(50, node.committedEnds.size());
        assertEquals(51, node.image.position().endOffset());
        assertEquals(node.image, Node.on(node.disk.afterCrash()).start().image);
    }

    @Test
    void a_barrier_waits_for_what_was_appended_before_it() throws IOException {
        Node node = Node.on(new MemoryDisk()).start();
        AtomicBoolean passed = new AtomicBoolean();
        node.background.hold();
        node.append(give(1));
        node.loop.within(() -> node.log.barrier(node.epoch, () -> passed.set(true)));
        node.time.settle();
        assertEquals(false, passed.get());
        node.background.release();
        node.time.settle();
        assertTrue(passed.get());
    }

    @Test
    void a_transaction_left_unfinished_never_happened() throws IOException {
        Node node = Node.on(new MemoryDisk()).start();
        node.commit(give(1000));
        ClusterImage before = node.image;
        node.commit(List.of(new LogMark.Begun("half"), new FeatureChanged("x", (short) 1)));
        Node next = Node.on(node.disk.afterCrash()).start();
        assertEquals(at0(before), at0(next.image));
        next.commit(give(2000));
        Node last = Node.on(next.disk.afterCrash()).start();
        assertEquals(2000, last.image.nextProducerId());
        assertEquals(0, last.image.featureLevel("x"));
    }

    @Test
    void close_waits_for_what_is_being_written() throws IOException {
        Node node = Node.on(new MemoryDisk()).start();
        AtomicBoolean closed = new AtomicBoolean();
        node.append(give(1));
        node.loop.within(() -> node.log.close(() -> closed.set(true)));
        assertEquals(MetadataLog.REFUSED, node.append(give(2)));
        node.time.settle();
        assertTrue(closed.get());
        assertEquals(1, Node.on(node.disk.afterCrash()).start().image.nextProducerId());
    }

    @Nested
    class Damage {
        /** Base offset and leader epoch: if they are wrong in a batch that is otherwise whole, no crash was it. */
        private static final Set<Integer> OUTSIDE_THE_CHECKSUM = Set.of(0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15);

        private final Map<Integer, ClusterImage> imageByBytes = new TreeMap<>();
        private final Node node;
        private final byte[] whole;

        Damage() throws IOException {
            node = Node.on(new MemoryDisk()).start();
            RandomChanges changes = new RandomChanges(Seeds.random(7));
            imageByBytes.put(0, at0(node.image));
            for (int i = 0; i < 6; i++) {
                imageByBytes.put(node.disk.read(FIRST_SEGMENT).length, at0(node.image));
                node.commit(changes.some());
            }
            whole = node.disk.read(FIRST_SEGMENT);
            imageByBytes.put(whole.length, at0(node.image));
        }

        @Test
        void a_log_cut_at_any_byte_opens_with_the_whole_batches_before_it() throws IOException {
            for (int cut = 0; cut <= whole.length; cut++) {
                MemoryDisk disk = new MemoryDisk();
                disk.put(FIRST_SEGMENT, Arrays.copyOf(whole, cut));
                checkOpensWithPrefix(disk, cut);
            }
        }

        @Test
        void a_log_with_zeros_behind_any_byte_opens_with_the_whole_batches_before_it() throws IOException {
            for (int cut = 0; cut <= whole.length; cut++) {
                MemoryDisk disk = new MemoryDisk();
                byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, cut), whole.length + 100);
                disk.put(FIRST_SEGMENT, zeros);
                checkOpensWithPrefix(disk, Arrays.mismatch(whole, zeros)); // a batch may itself end in zeros
            }
        }

        private void checkOpensWithPrefix(MemoryDisk disk, int cut) throws IOException {
            Node opened = Node.on(disk).start();
            ClusterImage expected = null;
            for (var entry : imageByBytes.entrySet()) {
                expected = entry.getKey() <= cut ? entry.getValue() : expected;
            }
            assertEquals(expected, at0(opened.image), "cut at " + cut);
            opened.commit(give(1_000_000));
            assertEquals(opened.image, Node.on(opened.disk.afterCrash()).start().image);
        }

        @Test
        void a_bad_batch_before_a_good_one_refuses_to_start_and_changes_nothing() {
            int lastBatch =
                    imageByBytes.keySet().stream().mapToInt(i -> i).sorted().toArray()[imageByBytes.size() - 2];
            for (int at = 0; at < lastBatch; at++) {
                byte[] spoilt = whole.clone();
                spoilt[at] ^= 0x10;
                MemoryDisk disk = new MemoryDisk();
                disk.put(FIRST_SEGMENT, spoilt);
                int where = at;
                var refusal = assertThrows(CorruptMetadata.class, () -> Node.on(disk), () -> "flipped at " + where);
                String message = String.valueOf(refusal.getMessage());
                assertTrue(message.contains("00000000000000000000.log"), message);
                assertTrue(!message.contains("\n"), message);
                assertTrue(Arrays.equals(spoilt, disk.read(FIRST_SEGMENT)));
            }
        }

        @Test
        void a_flipped_bit_in_the_last_batch_costs_that_batch_at_most() throws IOException {
            int[] ends =
                    imageByBytes.keySet().stream().mapToInt(i -> i).sorted().toArray();
            int lastBatch = ends[ends.length - 2];
            for (int at = lastBatch; at < whole.length; at++) {
                byte[] spoilt = whole.clone();
                spoilt[at] ^= 1;
                MemoryDisk disk = new MemoryDisk();
                disk.put(FIRST_SEGMENT, spoilt);
                if (OUTSIDE_THE_CHECKSUM.contains(at - lastBatch)) {
                    assertThrows(CorruptMetadata.class, () -> Node.on(disk));
                } else {
                    Node opened = Node.on(disk).start();
                    assertEquals(imageByBytes.get(lastBatch), at0(opened.image), "flipped at " + at);
                }
            }
        }
    }

    @Nested
    class Snapshots {
        private static final StandaloneMetadataLog.SnapshotPolicy SMALL =
                new StandaloneMetadataLog.SnapshotPolicy(2_000, 3_600_000);

        @Test
        void the_log_stays_bounded_and_nothing_is_lost() {
            Seeds.run(20, seed -> {
                Node node = new Node(new MemoryDisk(), SMALL).start();
                RandomChanges changes = new RandomChanges(Seeds.random(seed));
                for (int i = 0; i < 200; i++) {
                    node.commit(changes.some());
                }
                List<String> names = node.disk.names(Node.DIRECTORY);
                assertTrue(names.stream().filter(name -> name.endsWith(".log")).count() <= 2, names::toString);
                assertEquals(
                        1,
                        names.stream()
                                .filter(name -> name.endsWith(".checkpoint"))
                                .count(),
                        names::toString);
                Node next = Node.on(node.disk.afterCrash()).start();
                assertEquals(node.image, next.image);
            });
        }

        @Test
        void a_crash_at_any_step_loses_nothing_that_was_committed() {
            Seeds.run(200, seed -> {
                var random = Seeds.random(seed);
                Node node = new Node(new MemoryDisk(), SMALL);
                node.loop.within(() -> node.log.start(node));
                RandomChanges changes = new RandomChanges(random);
                List<ClusterImage> images = new ArrayList<>(List.of(ClusterImage.EMPTY));
                int steps = 20 + random.nextInt(200);
                for (int i = 0; i < steps; i++) {
                    if (random.nextInt(3) == 0 && node.epoch > 0) {
                        List<MetadataChange> some = changes.some();
                        ClusterImage image = images.get(images.size() - 1);
                        for (MetadataChange change : some) {
                            image = change.applyTo(image);
                        }
                        images.add(image);
                        node.append(some);
                    }
                    node.time.step();
                }
                int committed = node.committedEnds.size();
                Node next = Node.on(random.nextBoolean() ? node.disk.afterCrash() : node.disk.afterKill())
                        .start();
                int found = images.lastIndexOf(at0(next.image));
                assertTrue(found >= committed, () -> "committed " + committed + ", found " + found);
            });
        }

        @Test
        void a_snapshot_is_made_once_the_last_is_old_enough() throws IOException {
            Node node = Node.on(new MemoryDisk()).start();
            node.commit(give(1));
            node.time.advance(java.time.Duration.ofMinutes(61));
            node.commit(give(2));
            assertTrue(node.disk.names(Node.DIRECTORY).contains("00000000000000000003-0000000001.checkpoint"));
        }

        @Test
        void a_damaged_snapshot_is_passed_over_if_the_log_reaches_back() throws IOException {
            Node node = Node.on(new MemoryDisk()).start();
            node.commit(give(1));
            node.disk.put(Node.DIRECTORY.resolve("00000000000000000002-0000000001.checkpoint"), new byte[] {1, 2, 3});
            assertEquals(1, Node.on(node.disk.afterCrash()).start().image.nextProducerId());
        }

        @Test
        void a_gap_between_snapshot_and_log_refuses_to_start() throws IOException {
            Node node = new Node(new MemoryDisk(), SMALL).start();
            for (int i = 0; i < 100; i++) {
                node.commit(give(i));
            }
            MemoryDisk disk = node.disk.afterCrash();
            disk.names(Node.DIRECTORY).stream()
                    .filter(name -> name.endsWith(".checkpoint"))
                    .forEach(name -> disk.delete(Node.DIRECTORY.resolve(name)));
            assertThrows(CorruptMetadata.class, () -> Node.on(disk));
        }
    }

    @Nested
    class FullDisk {
        @Test
        void a_write_that_fails_is_told_once_and_nothing_more_is_taken() throws IOException {
            Node node = Node.on(new MemoryDisk()).start();
            node.disk.failWith("Input/output error");
            node.commit(give(1));
            assertEquals("The metadata log cannot be written: Input/output error", node.failure);
            assertEquals(MetadataLog.REFUSED, node.append(give(2)));
            assertEquals(List.of(), node.committedEnds);
        }

        @Test
        void the_reserve_lets_a_broker_start_and_delete_on_a_full_disk() throws IOException {
            Node node = Node.on(new MemoryDisk()).start();
            node.commit(give(1));
            MemoryDisk full = node.disk.afterCrash();
            full.put(Node.DIRECTORY.resolve(Reserve.FILE), node.disk.read(Node.DIRECTORY.resolve(Reserve.FILE)));
            full.limitTo(full.usedBytes() + 10);
            Node next = Node.on(full).start();
            next.commit(give(2));
            assertNull(next.failure);
            assertEquals(2, Node.on(full.afterCrash()).start().image.nextProducerId());
        }

        @Test
        void what_part_of_a_failed_write_left_is_cut_off_before_the_next() throws IOException {
            Node node = Node.on(new MemoryDisk()).start();
            for (int i = 0; i < 3; i++) {
                node.commit(give(i));
            }
            node.disk.limitTo(node.disk.usedBytes() + 20);
            node.commit(give(9));
            node.commit(give(10));
            assertNull(node.failure);
            assertEquals(10, Node.on(node.disk.afterKill()).start().image.nextProducerId());
        }
    }

    @Test
    void a_bootstrap_file_gives_back_what_was_written() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        Path directory = Path.of("/data");
        assertEquals(Bootstrap.defaults(), Bootstrap.read(disk, directory));
        Bootstrap.write(disk, directory, List.of(new FeatureChanged("metadata.version", (short) 28)));
        assertEquals(List.of(new FeatureChanged("metadata.version", (short) 28)), Bootstrap.read(disk, directory));
    }

    @Test
    void an_image_read_back_from_its_own_changes_is_equal() {
        Seeds.run(200, seed -> {
            RandomChanges changes = new RandomChanges(Seeds.random(seed));
            ClusterImage image = ClusterImage.EMPTY;
            for (int i = 0; i < 30; i++) {
                for (MetadataChange change : changes.some()) {
                    image = change.applyTo(image);
                }
            }
            List<MetadataChange> all = new ArrayList<>();
            ImageChanges.of(image, all::add);
            ClusterImage again = ClusterImage.EMPTY;
            for (MetadataChange change : all) {
                again = change.applyTo(again);
            }
            assertEquals(image, again);
        });
    }

    @Test
    void a_change_that_makes_no_sense_is_a_defect() {
        MetadataChange nonsense = new io.ottla.replication.change.TopicChange.TopicRemoved(io.ottla.wire.Uuid.ONE);
        assertThrows(Check.BrokenInvariant.class, () -> nonsense.applyTo(ClusterImage.EMPTY));
    }
}
