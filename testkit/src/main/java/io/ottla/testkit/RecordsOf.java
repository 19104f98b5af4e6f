package io.ottla.testkit;

import io.ottla.log.LogRead;
import io.ottla.log.LogSlice;
import io.ottla.log.LogView;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.Readiness;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Decompressors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads all committed records of one partition. For one call; in the thread of the test. */
final class RecordsOf {
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final PartitionRef partition;
    private final RecordCursor cursor = new RecordCursor(new Decompressors());
    private final List<StoredRecord> found = new ArrayList<>();

    RecordsOf(PartitionRef partition) {
        this.partition = partition;
    }

    List<StoredRecord> all() {
        var view = view();
        var next = view.logStartOffset();
        while (next < view.lastStableOffset()) {
            next = take(view, next);
        }
        return found;
    }

    private LogView view() {
        var ready = new CompletableFuture<Readiness>();
        partition.open(ready::complete);
        if (Inside.await(ready) instanceof Readiness.Ready opened) {
            return opened.view().log();
        }
        throw new IllegalStateException(partition + " cannot be read");
    }

    /** Takes what one read gives; the answer is where the next one begins. */
    private long take(LogView view, long offset) {
        var bytes = read(view, offset);
        var batches = new Batches().over(bytes);
        var next = offset;
        while (batches.next()) {
            var batch = batches.batch();
            next = batch.nextOffset();
            if (!batch.isControl() && !isAborted(view, batch)) {
                take(batch, offset);
            }
        }
        if (next == offset) {
            throw new IllegalStateException(partition + " has no whole batch at offset " + offset);
        }
        return next;
    }

    private static boolean isAborted(LogView view, RecordBatch batch) {
        return batch.isTransactional()
                && view.abortedTransactions(batch.baseOffset(), batch.nextOffset()).stream()
                        .anyMatch(aborted -> aborted.producerId() == batch.producerId()
                                && aborted.firstOffset() <= batch.baseOffset());
    }

    private void take(RecordBatch batch, long fromOffset) {
        cursor.over(batch);
        while (cursor.next()) {
            if (cursor.offset() >= fromOffset) {
                found.add(StoredRecord.of(partition.topicPartition().partition(), cursor));
            }
        }
    }

    private ByteBuffer read(LogView view, long offset) {
        var read = view.read(offset, BYTES_AT_ONCE, true, view.lastStableOffset());
        if (read instanceof LogRead.Cold cold) {
            var warm = new CompletableFuture<LogRead>();
            cold.warm(partition.loop(), warm::complete);
            read = Inside.await(warm);
        }
        if (!(read instanceof LogSlice slice)) {
            throw new IllegalStateException(partition + " cannot be read: " + read);
        }
        try {
            var bytes = ByteBuffer.allocate(slice.sizeInBytes());
            slice.copyTo(bytes);
            return bytes.flip();
        } catch (IOException e) {
            throw new IllegalStateException(partition + " cannot be read", e);
        } finally {
            slice.release();
        }
    }
}
