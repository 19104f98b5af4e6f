package io.ottla.log.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.base.Seeds;
import io.ottla.log.AppendOrigin;
import io.ottla.log.AppendOutcome;
import io.ottla.log.LogSettings;
import io.ottla.log.PartitionLog;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import io.ottla.wire.batch.ControlRecords;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers that repeat, skip, fence and abort get here the answers Apache Kafka gives. */
class ProducerLawsTest {
    private static final int INT_MAX = Integer.MAX_VALUE;

    @TempDir
    Path directory;

    @Test
    void every_batch_of_every_producer_is_judged_as_kafka_judges_it() {
        Seeds.run(25, seed -> {
            var nowMs = System.currentTimeMillis();
            var storage = new TestLog(new TestWorld(seed, nowMs), new CrashDisk(), List.of(Path.of("/disk/a")));
            var log = storage.open(LogSettings.defaults().withSegmentBytes(8_000));
            var config = Map.of("internal.segment.bytes", 8_000, "retention.ms", -1);
            try (var kafka = new KafkaLog(directory.resolve("t-" + seed), config, 0, true, Uuid.randomUuid())) {
                new Duel(Seeds.random(seed), kafka, storage, log, nowMs).fight(250);
            }
        });
    }

    private static final class Duel {
        private final Random random;
        private final KafkaLog kafka;
        private final TestLog storage;
        private final PartitionLog log;
        private final long nowMs;
        private final Map<Long, Integer> sequences = new HashMap<>();
        private final Map<Long, Integer> epochs = new HashMap<>();

        Duel(Random random, KafkaLog kafka, TestLog storage, PartitionLog log, long nowMs) {
            this.random = random;
            this.kafka = kafka;
            this.storage = storage;
            this.log = log;
            this.nowMs = nowMs;
        }

        void fight(int steps) {
            for (var i = 0; i < steps; i++) {
                var batch = next();
                var header = TestBatch.header(batch).toString();
                var copy = TestBatch.copy(batch);
                var origin = TestBatch.header(batch).isControl() ? AppendOrigin.COORDINATOR : AppendOrigin.CLIENT;
                assertEquals(ofKafka(copy), ours(batch, origin), "step " + i + ": " + header);
                assertEquals(kafka.log.logEndOffset(), log.view().endOffset());
                assertEquals(kafka.log.lastStableOffset(), log.view().lastStableOffset(), "step " + i + ": " + header);
            }
            var end = log.view().endOffset();
            assertEquals(
                    kafka.log.collectAbortedTransactions(0, end).stream()
                            .map(txn -> txn.producerId() + ": " + txn.firstOffset() + "-" + txn.lastOffset())
                            .sorted()
                            .toList(),
                    log.view().abortedTransactions(0, end).stream()
                            .map(txn -> txn.producerId() + ": " + txn.firstOffset() + "-" + txn.lastOffset())
                            .sorted()
                            .toList());
        }

        private ByteBuffer next() {
            var producer = 1L + random.nextInt(4);
            var known = epochs.getOrDefault(producer, 0);
            var epoch = switch (random.nextInt(20)) {
                case 0 -> Math.max(0, known - 1);
                case 1, 2 -> known + 1;
                default -> known;
            };
            if (producer > 2 && random.nextInt(6) == 0) {
                var type = random.nextBoolean() ? ControlRecords.Type.ABORT : ControlRecords.Type.COMMIT;
                epochs.merge(producer, epoch, Math::max);
                return ControlRecords.endOfTransaction(type, producer, (short) epoch, random.nextInt(3), nowMs);
            }
            var records = 1 + random.nextInt(3);
            var sequence = sequence(producer, epoch > known, records);
            epochs.merge(producer, epoch, Math::max);
            var transactional = producer > 2 && random.nextInt(10) > 0;
            return transactional
                    ? TestBatch.transactional(producer, epoch, sequence, records, nowMs)
                    : TestBatch.idempotent(producer, epoch, sequence, records, nowMs);
        }

        /** Mostly the next one; sometimes one of before, one too far ahead, or close to where numbers begin anew. */
        private int sequence(long producer, boolean newEpoch, int records) {
            var next = newEpoch && random.nextInt(4) > 0 ? 0 : sequences.getOrDefault(producer, firstOf(producer));
            var chosen = switch (random.nextInt(12)) {
                case 0 -> Math.max(0, next - records);
                case 1 -> Math.max(0, next - random.nextInt(20));
                case 2 -> (int) ((next + 1L + random.nextInt(3)) & INT_MAX);
                default -> next;
            };
            if (chosen == next) {
                sequences.put(producer, (int) (((long) next + records) & INT_MAX));
            }
            return chosen;
        }

        private static int firstOf(long producer) {
            return producer == 2 ? INT_MAX - 40 : 0;
        }

        private String ofKafka(ByteBuffer batch) {
            var end = kafka.log.logEndOffset();
            try {
                var info = kafka.append(batch, 0);
                var kind = kafka.log.logEndOffset() == end ? "repeated " : "appended ";
                return kind + info.firstOffset() + "-" + info.lastOffset();
            } catch (ApiException e) {
                return "refused " + Errors.forException(e).code();
            }
        }

        private String ours(ByteBuffer batch, AppendOrigin origin) {
            var outcome = storage.append(log, batch, 0, origin);
            if (outcome instanceof AppendOutcome.Staged staged) {
                return "appended " + staged.baseOffset() + "-" + staged.lastOffset();
            }
            if (outcome instanceof AppendOutcome.Duplicate repeated) {
                return "repeated " + repeated.baseOffset() + "-" + repeated.lastOffset();
            }
            return "refused " + ((AppendOutcome.Refused) outcome).error().code();
        }
    }
}
