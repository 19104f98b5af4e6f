package io.ottla.log.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.AppendOrigin;
import io.ottla.log.AppendOutcome;
import io.ottla.log.LogSettings;
import io.ottla.log.PartitionLog;
import io.ottla.log.checkpoint.CleanShutdown;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.log.disk.NioDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.storage.internals.checkpoint.OffsetCheckpointFile;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log goes back and forth between Apache Kafka and here, and neither notices. */
class KafkaDirectoryTest {
    private static final long NOW_MS = System.currentTimeMillis() - 60_000;
    private static final Uuid TOPIC_ID =
            new Uuid(TestLog.TOPIC_ID.mostSignificantBits(), TestLog.TOPIC_ID.leastSignificantBits());
    private static final Map<String, ?> KAFKA_CONFIG = Map.of(
            "segment.bytes",
            1 << 20,
            "internal.segment.bytes",
            20_000,
            "index.interval.bytes",
            1_000,
            "retention.ms",
            -1);
    private static final LogSettings SETTINGS = LogSettings.defaults()
            .rebuilt()
            .segmentBytes(20_000)
            .indexIntervalBytes(1_000)
            .retentionMs(-1)
            .build();

    @TempDir
    Path directory;

    private Path logDir() {
        return directory.resolve("a");
    }

    private Path partition() {
        return logDir().resolve("topic-0");
    }

    private KafkaLog kafka(long recoveryPoint, boolean wasClean) {
        return new KafkaLog(partition(), KAFKA_CONFIG, recoveryPoint, wasClean, TOPIC_ID);
    }

    private TestLog ours() {
        return new TestLog(new TestWorld(1, NOW_MS + 60_000), new NioDisk(), List.of(logDir()));
    }

    private static void append(TestLog storage, PartitionLog log, int rounds, long fromMs) {
        for (var appended : VariedLog.batches(rounds, fromMs)) {
            var isControl = TestBatch.header(appended.batch()).isControl();
            var origin = isControl ? AppendOrigin.COORDINATOR : AppendOrigin.CLIENT;
            var outcome = storage.append(log, appended.batch(), appended.leaderEpoch(), origin);
            assertInstanceOf(AppendOutcome.Staged.class, outcome, outcome::toString);
        }
    }

    private static void append(KafkaLog log, int rounds, long fromMs) {
        for (var appended : VariedLog.batches(rounds, fromMs)) {
            log.append(appended.batch(), appended.leaderEpoch());
        }
    }

    /** As the broker around a log leaves the directory when it stops in order. */
    private void stopKafkaInOrder(KafkaLog log) throws IOException {
        var end = log.log.logEndOffset();
        log.close();
        writeKafkaCheckpoint(end);
        CleanShutdown.mark(new NioDisk(), logDir(), -1);
    }

    private void writeKafkaCheckpoint(long recoveryPoint) throws IOException {
        new MetaProperties("cluster", 1, new io.ottla.wire.Uuid(3, 4)).write(new NioDisk(), logDir());
        new OffsetCheckpointFile(
                        new File(logDir().toString(), "recovery-point-offset-checkpoint"), new LogDirFailureChannel(1))
                .write(Map.of(new TopicPartition("topic", 0), recoveryPoint));
    }

    private static void assertSame(KafkaLog kafka, TestLog storage, PartitionLog log) throws IOException {
        assertEquals(kafka.log.logEndOffset(), log.view().endOffset());
        assertEquals(kafka.log.logStartOffset(), log.view().logStartOffset());
        storage.on(() -> log.updateHighWatermark(log.view().endOffset()));
        kafka.log.updateHighWatermark(kafka.log.logEndOffset());
        assertEquals(kafka.log.lastStableOffset(), log.view().lastStableOffset());
        assertEquals(kafka.readAll(0), storage.readAll(log, 0));
        assertEquals(kafka.log.numberOfSegments(), log.view().segmentCount());
        assertEquals(kafka.log.producerIdCount(), log.producers().count());
        kafka.log.activeProducers().forEach(expected -> {
            var found = Objects.requireNonNull(log.producers().get(expected.producerId()));
            assertEquals(expected.producerEpoch(), found.epoch());
            assertEquals(expected.lastSequence(), found.lastSequence());
            assertEquals(expected.lastTimestamp(), found.lastTimestampMs());
            assertEquals(expected.coordinatorEpoch(), found.coordinatorEpoch());
            assertEquals(expected.currentTxnStartOffset(), found.openTransactionOffset());
        });
        var end = log.view().endOffset();
        assertEquals(
                kafka.log.collectAbortedTransactions(0, end).stream()
                        .map(txn -> txn.firstOffset() + "-" + txn.lastOffset())
                        .sorted()
                        .toList(),
                log.view().abortedTransactions(0, end).stream()
                        .map(txn -> txn.firstOffset() + "-" + txn.lastOffset())
                        .sorted()
                        .toList());
        for (var epoch = 0; epoch <= 4; epoch++) {
            var expected = kafka.log.endOffsetForEpoch(epoch);
            var found = log.view().epochEnd(epoch);
            assertEquals(expected.map(e -> e.epoch()).orElse(-1), found.leaderEpoch());
            assertEquals(expected.map(e -> e.offset()).orElse(-1L), found.endOffset());
        }
    }

    @Test
    void what_kafka_closed_in_order_opens_here_and_goes_back() throws IOException {
        var kafka = kafka(0, true);
        append(kafka, 40, NOW_MS);
        stopKafkaInOrder(kafka);

        var storage = ours();
        assertTrue(storage.dirs.wasCleanShutdown());
        var log = storage.open(SETTINGS);
        try (var reference = new KafkaLog(
                copyOfPartition("reference"), KAFKA_CONFIG, log.view().endOffset(), true, TOPIC_ID)) {
            assertSame(reference, storage, log);
        }
        appendMore(storage, log);
        storage.close();

        try (var back = kafka(log.view().endOffset(), true)) {
            var again = ours();
            assertSame(back, again, again.open(SETTINGS));
            // And Kafka appends on.
            back.append(TestBatch.idempotent(11, 0, 43 * 3, 3, NOW_MS), 9);
        }
    }

    private static void appendMore(TestLog storage, PartitionLog log) {
        for (var round = 40; round < 43; round++) {
            storage.append(log, TestBatch.idempotent(11, 0, round * 3, 3, NOW_MS + 41_000), 4, AppendOrigin.CLIENT);
        }
    }

    @Test
    void what_a_killed_kafka_left_is_recovered_here() throws IOException {
        var kafka = kafka(0, true);
        append(kafka, 40, NOW_MS);
        var content = kafka.readAll(0);
        var end = kafka.log.logEndOffset();
        kafka.kill();
        writeKafkaCheckpoint(0);
        var storage = ours();
        var log = storage.open(SETTINGS);
        assertEquals(end, log.view().endOffset());
        assertEquals(content, storage.readAll(log, 0));
        appendMore(storage, log);
        storage.close();
        try (var back = kafka(log.view().endOffset(), true)) {
            var again = ours();
            assertSame(back, again, again.open(SETTINGS));
        }
    }

    @Test
    void what_was_closed_here_in_order_opens_in_kafka() throws IOException {
        var storage = ours();
        var log = storage.open(SETTINGS);
        append(storage, log, 40, NOW_MS);
        storage.close();
        var recoveryPoint = OffsetCheckpoint.read(new NioDisk(), logDir(), OffsetCheckpoint.RECOVERY_POINTS)
                .get(TestLog.PARTITION);
        assertEquals(log.view().endOffset(), recoveryPoint);
        try (var kafka = kafka(log.view().endOffset(), true)) {
            assertEquals(TOPIC_ID, kafka.log.topicId().orElseThrow());
            var again = ours();
            assertSame(kafka, again, again.open(SETTINGS));
        }
    }

    @Test
    void what_was_killed_here_is_recovered_by_kafka() throws IOException {
        var storage = ours();
        var log = storage.open(SETTINGS);
        append(storage, log, 40, NOW_MS);
        var content = storage.readAll(log, 0);
        storage.world.stop();
        try (var kafka = kafka(log.view().recoveryPoint(), false)) {
            assertEquals(log.view().endOffset(), kafka.log.logEndOffset());
            assertEquals(content, kafka.readAll(0));
            kafka.append(TestBatch.idempotent(11, 0, 40 * 3, 3, NOW_MS), 9);
        }
    }

    private Path copyOfPartition(String name) throws IOException {
        var target = directory.resolve(name).resolve("topic-0");
        java.nio.file.Files.createDirectories(target);
        try (var files = java.nio.file.Files.list(partition())) {
            for (var file : files.toList()) {
                java.nio.file.Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
        return target;
    }
}
