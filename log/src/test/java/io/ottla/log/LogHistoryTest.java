package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.LogModel;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import io.ottla.wire.batch.ControlRecords;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Long random lives of a log, with restarts, kills and power cuts, against a list of batches. */
class LogHistoryTest {
    private static final Path DIR = Path.of("/disk/a");
    private static final long START_MS = 1_700_000_000_000L;

    @Test
    void a_log_is_what_was_appended_to_it_through_restarts_kills_and_power_cuts() {
        Seeds.run(300, seed -> new Life(seed, Kind.APPENDS).live(120));
    }

    @Test
    void a_log_with_retention_and_deletion_keeps_what_it_may_not_lose() {
        Seeds.run(300, seed -> new Life(seed, Kind.DELETES).live(120));
    }

    @Test
    void a_follower_that_is_cut_back_goes_on_from_there() {
        Seeds.run(300, seed -> new Life(seed, Kind.TRUNCATES).live(120));
    }

    private enum Kind {
        APPENDS,
        DELETES,
        TRUNCATES
    }

    /** One log's life under one seed. */
    private static final class Life {
        private final Random random;
        private final Kind kind;
        private final LogModel model = new LogModel();
        private LogSettings settings;
        private CrashDisk disk = new CrashDisk();
        private TestWorld world;
        private TestLog storage;
        private PartitionLog log;
        private final long cacheBytes;
        private int epoch;
        private String last = "start";

        Life(long seed, Kind kind) {
            this.random = Seeds.random(seed);
            this.kind = kind;
            settings = LogSettings.defaults()
                    .rebuilt()
                    .segmentBytes(1_000 + random.nextInt(3000))
                    .segmentMs(random.nextInt(4) == 0 ? 5_000 : 604_800_000)
                    .indexIntervalBytes(random.nextInt(500))
                    .segmentIndexBytes(random.nextInt(3) == 0 ? 80 : 10 << 20)
                    .fileDeleteDelayMs(1_000)
                    .retentionMs(kind == Kind.DELETES && random.nextBoolean() ? 20_000 : -1)
                    .retentionBytes(kind == Kind.DELETES && random.nextBoolean() ? 5_000 : -1)
                    .flushMessages(random.nextInt(4) == 0 ? 7 : Long.MAX_VALUE)
                    .flushMs(random.nextInt(4) == 0 ? 700 : Long.MAX_VALUE)
                    .build();
            world = new TestWorld(seed, START_MS);
            cacheBytes = random.nextBoolean() ? 1 : 1 << 30;
            storage = newStorage();
            log = storage.open(settings);
        }

        private TestLog newStorage() {
            var defaults = StorageSettings.defaults("cluster", 1);
            return new TestLog(
                    world,
                    disk,
                    List.of(DIR),
                    new StorageSettings(
                            "cluster",
                            1,
                            defaults.checkpointIntervalMs(),
                            defaults.producerExpirationMs(),
                            defaults.flushThreads(),
                            cacheBytes));
        }

        void live(int steps) {
            for (var i = 0; i < steps; i++) {
                step();
                try {
                    check();
                } catch (AssertionError e) {
                    throw new AssertionError("step " + i + ", " + last + ": " + e.getMessage(), e);
                }
            }
        }

        private void step() {
            switch (random.nextInt(20)) {
                case 0 -> restart(true);
                case 1 -> restart(false);
                case 2 -> powerCut();
                case 3 -> awaitDurable();
                case 4 -> advance();
                case 5 -> readSomewhere();
                case 6 -> lookUpSomeTime();
                case 7 -> special();
                case 8 -> beginEpoch();
                default -> append();
            }
        }

        private void append() {
            var turn = new ArrayList<ByteBuffer>();
            var copies = new ArrayList<ByteBuffer>();
            for (var i = 0; i <= random.nextInt(4); i++) {
                turn.add(nextBatch(i == 0));
            }
            last = "append of " + turn.size();
            storage.on(() -> {
                for (var batch : turn) {
                    var origin = TestBatch.header(batch).isControl() ? AppendOrigin.COORDINATOR : AppendOrigin.CLIENT;
                    var outcome = log.stage(batch, epoch, origin, world.nowMs());
                    assertInstanceOf(AppendOutcome.Staged.class, outcome, outcome::toString);
                    copies.add(TestBatch.copy(batch));
                }
                assertTrue(log.flushTurn());
                log.updateHighWatermark(log.view().endOffset());
            });
            copies.forEach(model::append);
        }

        private ByteBuffer nextBatch(boolean mayEndTransaction) {
            var timestampMs = world.nowMs() - random.nextInt(3_000);
            var records = 1 + random.nextInt(4);
            var producer = 1 + random.nextInt(3);
            if (kind == Kind.DELETES || random.nextInt(3) == 0) {
                return TestBatch.of(records, random.nextInt(200), timestampMs);
            }
            if (mayEndTransaction && random.nextInt(3) == 0 && model.isOpen(100 + producer)) {
                var type = random.nextBoolean() ? ControlRecords.Type.ABORT : ControlRecords.Type.COMMIT;
                model.ended(100 + producer);
                return ControlRecords.endOfTransaction(type, 100 + producer, (short) 0, 3, timestampMs);
            }
            if (random.nextBoolean()) {
                var sequence = model.takeSequence(100 + producer, records);
                model.began(100 + producer);
                return TestBatch.transactional(100 + producer, 0, sequence, records, timestampMs);
            }
            return TestBatch.idempotent(producer, 0, model.takeSequence(producer, records), records, timestampMs);
        }

        private void restart(boolean clean) {
            last = clean ? "clean restart" : "kill";
            if (clean) {
                storage.close();
            } else {
                for (var i = random.nextInt(20); i > 0; i--) {
                    world.step();
                }
            }
            world.stop();
            reopen(disk.kill());
            assertEquals(clean, storage.dirs.wasCleanShutdown());
            assertEquals(model.endOffset(), log.view().endOffset());
        }

        private void powerCut() {
            last = "power cut";
            if (kind == Kind.TRUNCATES && random.nextInt(3) == 0) {
                // In the middle of a truncation: what it was to cut may be there or not.
                var offset = Math.max(0, log.view().endOffset() - random.nextInt(12));
                storage.loop.execute(() -> log.truncateTo(offset, () -> {}));
                model.durableAtMost(model.boundaryAtOrBefore(offset));
                last = "power cut while truncating to " + offset;
            }
            for (var i = random.nextInt(20); i > 0; i--) {
                world.step();
            }
            world.stop();
            disk = disk.crash(random);
            while (random.nextInt(3) == 0) {
                last += " and while opening again";
                world = new TestWorld(random.nextLong(), world.nowMs());
                storage = newStorage();
                storage.beginOpening(settings, random.nextInt(8));
                world.stop();
                disk = random.nextBoolean() ? disk.kill() : disk.crash(random);
            }
            reopen(disk.kill());
            assertTrue(
                    log.view().endOffset() >= model.durableEnd(), () -> log.view() + ", durable " + model.durableEnd());
            model.cutTo(log.view().endOffset());
        }

        private void reopen(CrashDisk newDisk) {
            disk = newDisk;
            world = new TestWorld(random.nextLong(), world.nowMs());
            storage = newStorage();
            log = storage.open(settings);
            assertTrue(
                    log.view().logStartOffset() <= Math.max(model.logStart(), 0),
                    () -> log.view().toString());
            if (log.view().logStartOffset() < model.logStart()) {
                model.logStart(log.view().logStartOffset());
            }
            storage.on(() -> log.updateHighWatermark(log.view().endOffset()));
        }

        private void awaitDurable() {
            last = "await durable";
            var end = log.view().endOffset();
            storage.on(() -> log.awaitDurable(end, outcome -> {
                assertEquals(Durability.DURABLE, outcome);
                model.durable(end);
            }));
            assertEquals(end, model.durableEnd());
        }

        private void advance() {
            last = "advance";
            world.advance(random.nextInt(4) == 0 ? 120_000 : random.nextInt(6_000));
        }

        private void readSomewhere() {
            var view = log.view();
            if (view.endOffset() == view.logStartOffset()) {
                return;
            }
            var offset = view.logStartOffset() + random.nextInt((int) (view.endOffset() - view.logStartOffset()));
            var upTo = model.boundaryAfter(offset, random);
            var maxBytes = 1 + random.nextInt(3_000);
            last = "read at " + offset + " up to " + upTo + ", " + maxBytes + " bytes";
            var slice = storage.slice(view.read(offset, maxBytes, true, upTo));
            var bytes = ByteBuffer.allocate(slice.sizeInBytes());
            try {
                slice.copyTo(bytes);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            slice.release();
            model.assertRead(bytes.flip(), offset, upTo, maxBytes);
            assertTrue(slice.upperBoundOffset() >= model.endOfRead(bytes, offset), () -> "upper bound of " + slice);
        }

        private void lookUpSomeTime() {
            var timestampMs = world.nowMs() - random.nextInt(60_000);
            last = "look up " + timestampMs;
            var answer = new AtomicReference<Optional<OffsetAtTime>>();
            var view = log.view();
            storage.on(() -> view.offsetForTime(timestampMs, storage.loop, answer::set));
            var found = Objects.requireNonNull(answer.get());
            assertEquals(
                    model.firstAt(timestampMs), found.map(OffsetAtTime::offset).orElse(-1L));
            storage.on(() -> view.offsetOfMaxTimestamp(storage.loop, answer::set));
            assertEquals(
                    model.largestTimestamp(),
                    Objects.requireNonNull(answer.get())
                            .map(OffsetAtTime::timestampMs)
                            .orElse(-1L));
        }

        private void special() {
            switch (kind) {
                case APPENDS -> {
                    last = "reconfigure";
                    settings = settings.rebuilt()
                            .segmentBytes(1_000 + random.nextInt(3000))
                            .build();
                    storage.on(() -> log.reconfigure(settings));
                }
                case DELETES -> delete();
                case TRUNCATES -> truncate();
            }
        }

        private void delete() {
            last = "delete or retain";
            storage.on(() -> {
                if (random.nextBoolean()) {
                    log.retain(world.nowMs());
                } else {
                    var end = log.view().endOffset();
                    log.deleteRecordsBefore(end - random.nextInt((int) Math.min(end + 1, 40)));
                }
            });
            var start = log.view().logStartOffset();
            assertTrue(start >= model.logStart());
            model.logStart(start);
            if (random.nextBoolean()) {
                world.advance(1_000);
            }
        }

        private void truncate() {
            var end = log.view().endOffset();
            var offset = random.nextInt(5) == 0
                    ? log.view().logStartOffset()
                            + random.nextInt((int) (end - log.view().logStartOffset() + 1))
                    : Math.max(log.view().logStartOffset(), end - random.nextInt(12));
            last = "truncate to " + offset;
            var done = new boolean[1];
            storage.on(() -> log.truncateTo(offset, () -> done[0] = true));
            assertTrue(done[0]);
            assertTrue(log.isWritable());
            model.cutTo(log.view().endOffset());
            assertTrue(log.view().endOffset() <= offset);
            assertTrue(model.boundaryAtOrBefore(offset) == log.view().endOffset(), "nothing else is lost");
            storage.on(() -> log.updateHighWatermark(log.view().endOffset()));
        }

        private void beginEpoch() {
            last = "begin epoch";
            epoch++;
            storage.on(() -> log.beginEpoch(epoch));
        }

        private void check() {
            var view = log.view();
            assertEquals(model.endOffset(), view.endOffset());
            if (random.nextInt(6) == 0 || last.contains("restart") || last.contains("power") || last.contains("kill")) {
                assertEquals(model.content(view.logStartOffset()), storage.readAll(log, view.logStartOffset()));
                model.assertProducers(
                        log.producers(), view.shape().segments().get(0).baseOffset());
                model.assertEpochs(view);
                if (kind != Kind.DELETES) {
                    assertEquals(model.lastStableOffset(), view.lastStableOffset());
                    assertEquals(model.aborted(), view.abortedTransactions(0, view.endOffset()));
                }
            }
        }
    }
}
