package io.ottla.log.oracle;

import io.ottla.wire.batch.RecordBatch;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.common.RequestLocal;
import org.apache.kafka.server.storage.log.FetchIsolation;
import org.apache.kafka.server.util.KafkaScheduler;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.apache.kafka.storage.internals.log.LogAppendInfo;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.ProducerStateManagerConfig;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.internals.log.VerificationGuard;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;

/** A partition's log as Apache Kafka itself keeps it. */
final class KafkaLog implements AutoCloseable {
    private final KafkaScheduler scheduler = new KafkaScheduler(1);
    final UnifiedLog log;

    KafkaLog(Path directory, Map<String, ?> config, long recoveryPoint, boolean wasClean, Uuid topicId) {
        var folder = new File(directory.toString());
        if (!folder.isDirectory() && !folder.mkdirs()) {
            throw new AssertionError("cannot make " + folder);
        }
        scheduler.startup();
        try {
            log = UnifiedLog.create(
                    folder,
                    new LogConfig(config),
                    0,
                    recoveryPoint,
                    scheduler,
                    new BrokerTopicStats(false),
                    Time.SYSTEM,
                    900_000,
                    new ProducerStateManagerConfig(Integer.MAX_VALUE, false),
                    600_000,
                    new LogDirFailureChannel(10),
                    wasClean,
                    Optional.of(topicId));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Appends one batch as a leader does; the buffer gets its offsets. */
    LogAppendInfo append(ByteBuffer batch, int leaderEpoch) {
        var isControl = new RecordBatch().wrap(batch, 0).isControl();
        var info = log.appendAsLeader(
                MemoryRecords.readableRecords(batch),
                leaderEpoch,
                isControl ? AppendOrigin.COORDINATOR : AppendOrigin.CLIENT,
                RequestLocal.noCaching(),
                VerificationGuard.SENTINEL,
                (short) 1);
        try {
            log.updateHighWatermark(log.logEndOffset());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return info;
    }

    /** All bytes from {@code offset} to the end. */
    ByteBuffer readAll(long offset) throws IOException {
        var all = ByteBuffer.allocate((int) log.size());
        var next = offset;
        while (next < log.logEndOffset()) {
            var records = log.read(next, 1 << 20, FetchIsolation.LOG_END, true).records;
            var bytes = ByteBuffer.allocate(records.sizeInBytes());
            ((FileRecords) records).readInto(bytes, 0);
            for (var batch : MemoryRecords.readableRecords(bytes).batches()) {
                next = batch.nextOffset();
            }
            all.put(bytes);
        }
        return all.flip();
    }

    @Override
    public void close() {
        log.close();
        stopScheduler();
    }

    /** Lets go without closing in order, as a killed process does. */
    void kill() {
        log.flush(false);
        log.closeHandlers();
        stopScheduler();
    }

    private void stopScheduler() {
        try {
            scheduler.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
