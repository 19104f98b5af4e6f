package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ottla.base.Seeds;
import io.ottla.log.producer.ProducerState;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A client that does not know whether its last batches were taken sends them again, all five of them. */
class LastBatchesTest {
    private static final long NOW_MS = 1_700_000_000_000L;

    @Test
    void are_known_after_a_kill_wherever_segments_and_snapshots_end() {
        Seeds.run(200, seed -> new Life(Seeds.random(seed), seed).live(false));
    }

    @Test
    void are_known_after_a_stop_though_its_snapshot_holds_only_the_last() {
        Seeds.run(200, seed -> new Life(Seeds.random(seed), seed).live(true));
    }

    @Test
    void of_an_epoch_that_has_ended_are_out_of_the_question() {
        var disk = new CrashDisk();
        var storage = storage(disk, 1);
        var settings = LogSettings.defaults();
        var log = storage.open(settings);
        storage.append(log, TestBatch.idempotent(1, 0, 0, 1, NOW_MS));
        storage.append(log, TestBatch.idempotent(1, 1, 0, 1, NOW_MS));
        storage.append(log, TestBatch.idempotent(1, 1, 1, 1, NOW_MS));
        storage.close();
        var again = storage(disk.kill(), 2);
        var reopened = again.open(settings);
        assertInstanceOf(AppendOutcome.Refused.class, again.append(reopened, TestBatch.idempotent(1, 0, 0, 1, NOW_MS)));
        assertEquals(
                new AppendOutcome.Duplicate(1, 1, NOW_MS, 0),
                again.append(reopened, TestBatch.idempotent(1, 1, 0, 1, NOW_MS)));
    }

    private static TestLog storage(CrashDisk disk, long seed) {
        return new TestLog(new TestWorld(seed, NOW_MS), disk, List.of(Path.of("/disk/a")));
    }

    /** A few producers write to one log in turns that the seed decides. */
    private static final class Life {
        private static final int PRODUCERS = 3;

        private final Random random;
        private final LogSettings settings;
        private final List<List<ByteBuffer>> sent = new ArrayList<>();
        private final List<List<AppendOutcome.Duplicate>> expected = new ArrayList<>();
        private final int[] sequences = new int[PRODUCERS];
        private final long seed;
        private CrashDisk disk = new CrashDisk();
        private TestLog storage;
        private PartitionLog log;

        Life(Random random, long seed) {
            this.random = random;
            this.seed = seed;
            settings = LogSettings.defaults()
                    .rebuilt()
                    .segmentBytes(400 + random.nextInt(3_000))
                    .indexIntervalBytes(random.nextInt(600))
                    .build();
            for (var i = 0; i < PRODUCERS; i++) {
                sent.add(new ArrayList<>());
                expected.add(new ArrayList<>());
            }
            storage = storage(disk, seed);
            log = storage.open(settings);
        }

        void live(boolean stops) {
            for (var restart = 0; restart < 4; restart++) {
                for (var i = random.nextInt(25); i > 0; i--) {
                    write(random.nextInt(PRODUCERS));
                }
                restart(stops || random.nextInt(3) == 0);
                for (var producer = 0; producer < PRODUCERS; producer++) {
                    repeat(producer);
                }
            }
        }

        private void write(int producer) {
            var records = 1 + random.nextInt(4);
            var batch = TestBatch.idempotent(producer, 0, sequences[producer], records, NOW_MS);
            sequences[producer] += records;
            sent.get(producer).add(TestBatch.copy(batch));
            var staged = assertInstanceOf(AppendOutcome.Staged.class, storage.append(log, batch));
            expected.get(producer)
                    .add(new AppendOutcome.Duplicate(
                            staged.baseOffset(), staged.lastOffset(), NOW_MS + records - 1, 0));
        }

        private void restart(boolean stops) {
            if (stops) {
                storage.close();
            }
            storage.world.stop();
            disk = disk.kill();
            storage = storage(disk, seed);
            log = storage.open(settings);
        }

        private void repeat(int producer) {
            var batches = sent.get(producer);
            for (var i = Math.max(0, batches.size() - ProducerState.BATCHES); i < batches.size(); i++) {
                assertEquals(
                        expected.get(producer).get(i),
                        storage.append(log, TestBatch.copy(batches.get(i))),
                        "producer " + producer + ", batch " + i + " of " + batches.size());
            }
        }
    }
}
