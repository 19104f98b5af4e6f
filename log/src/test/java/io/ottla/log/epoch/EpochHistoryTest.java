package io.ottla.log.epoch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.base.Seeds;
import io.ottla.log.testing.CrashDisk;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EpochHistoryTest {
    private static final EpochHistory THREE =
            EpochHistory.EMPTY.with(0, 0).with(2, 40).with(5, 41);

    @Test
    void an_epoch_ends_where_the_next_one_begins_and_the_last_where_the_log_ends() {
        assertEquals(40, THREE.endOffset(0, 100));
        assertEquals(41, THREE.endOffset(2, 100));
        assertEquals(100, THREE.endOffset(5, 100));
    }

    @Test
    void of_an_epoch_that_never_wrote_the_one_before_answers() {
        assertEquals(0, THREE.answeredEpoch(1));
        assertEquals(40, THREE.endOffset(1, 100));
        assertEquals(2, THREE.answeredEpoch(4));
    }

    @Test
    void a_newer_epoch_than_all_and_no_epoch_are_undefined() {
        assertEquals(-1, THREE.answeredEpoch(6));
        assertEquals(-1, THREE.endOffset(6, 100));
        assertEquals(-1, THREE.endOffset(-1, 100));
        assertEquals(-1, EpochHistory.EMPTY.endOffset(0, 100));
    }

    @Test
    void an_older_epoch_than_all_ends_where_the_first_known_begins() {
        var later = EpochHistory.EMPTY.with(3, 10);
        assertEquals(1, later.answeredEpoch(1));
        assertEquals(10, later.endOffset(1, 100));
        assertEquals(-2, later.answeredEpoch(-2));
        assertEquals(10, later.endOffset(-2, 100));
        assertEquals(-1, EpochHistory.EMPTY.endOffset(-2, 100));
    }

    @Test
    void what_contradicts_a_new_epoch_is_forgotten() {
        assertEquals(EpochHistory.EMPTY.with(0, 0).with(3, 40), THREE.with(3, 40));
        assertEquals(EpochHistory.EMPTY.with(6, 0), THREE.with(6, 0));
    }

    @Test
    void it_is_cut_at_both_ends() {
        assertEquals(EpochHistory.EMPTY.with(0, 0), THREE.truncatedTo(40));
        assertEquals(EpochHistory.EMPTY.with(2, 40).with(5, 41), THREE.startingAt(40));
        assertEquals(EpochHistory.EMPTY.with(5, 70), THREE.startingAt(70));
        assertEquals(THREE, THREE.startingAt(0));
    }

    @Test
    void it_says_under_which_epoch_each_offset_was_written() {
        Seeds.run(200, seed -> {
            var random = Seeds.random(seed);
            var history = EpochHistory.EMPTY;
            var expected = new TreeMap<Long, Integer>();
            long offset = random.nextInt(5);
            for (var epoch = random.nextInt(3); epoch < 40; epoch += 1 + random.nextInt(4)) {
                history = history.with(epoch, offset);
                expected.put(offset, epoch);
                offset += 1 + random.nextInt(10);
            }
            for (long at = 0; at < offset; at++) {
                var floor = expected.floorEntry(at);
                assertEquals(floor == null ? -1 : floor.getValue(), history.epochAt(at));
            }
        });
    }

    @Test
    void its_file_is_read_as_it_was_written_and_nonsense_counts_as_none() throws Exception {
        var disk = new CrashDisk();
        var directory = Path.of("/d");
        disk.createDirectories(directory);
        assertEquals(Optional.empty(), EpochCheckpoint.read(disk, directory));
        EpochCheckpoint.write(disk, directory, THREE);
        assertEquals(
                "0\n3\n0 0\n2 40\n5 41\n",
                new String(
                        disk.content(directory.resolve("leader-epoch-checkpoint")),
                        java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(Optional.of(THREE), EpochCheckpoint.read(disk, directory));
        for (var text : new String[] {"", "0", "1\n0\n", "0\n2\n0 0\n", "0\n1\nx y\n", "0\n1\n12\n", "0\nz\n"}) {
            assertEquals(Optional.empty(), EpochCheckpoint.parse(text), text);
        }
    }
}
