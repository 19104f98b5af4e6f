package io.ottla.replication.metadata;

import io.ottla.base.OwnedBy;
import io.ottla.log.disk.DiskFile;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a file of batches from its beginning, through a window that grows to the largest batch. Each must be whole, have its
 * checksum, and begin at the offset the one before it ended at. Blocks.
 */
@OwnedBy(OwnedBy.Owner.CREATOR)
final class BatchScan {
    private static final int WINDOW_BYTES = 128 << 10;
    /** Larger than any batch of metadata; a length beyond it is not believed. */
    private static final int MOST_BYTES = 64 << 20;

    private static final int NO_EPOCH = -1;

    private final DiskFile file;
    private final long fileBytes;
    private final RecordBatch batch = new RecordBatch();
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;
    private long position;
    private long nextOffset;
    private int batchBytes;
    private int epoch = NO_EPOCH;

    /** @param firstOffset what the first batch must begin at */
    BatchScan(DiskFile file, long firstOffset) throws IOException {
        this(file, 0, firstOffset);
    }

    /** @param from the byte the first batch begins at */
    BatchScan(DiskFile file, long from, long firstOffset) throws IOException {
        this.file = file;
        this.position = from;
        this.fileBytes = file.sizeInBytes();
        this.nextOffset = firstOffset;
    }

    /** Moves to the next batch; false at the end, or where the bytes are no good batch: {@link #isAtEnd} says which. */
    boolean next() throws IOException {
        position += batchBytes;
        batchBytes = 0;
        if (!isGoodBatchAt(position, nextOffset, nextOffset) || !isRightEpoch()) {
            return false;
        }
        epoch = batch.leaderEpoch();
        batchBytes = batch.sizeInBytes();
        nextOffset = batch.nextOffset();
        return true;
    }

    /** The checksum does not cover the epoch; but only a new leader's first batch, a control batch, raises it. */
    private boolean isRightEpoch() {
        return epoch == NO_EPOCH || batch.leaderEpoch() == epoch || (batch.isControl() && batch.leaderEpoch() > epoch);
    }

    /** The current batch; its bytes stay until {@link #next}. */
    RecordBatch batch() {
        return batch;
    }

    /** Where the current batch begins in the file; after the last one, where the good ones end. */
    long position() {
        return position;
    }

    /** The offset the next batch must begin at. */
    long nextOffset() {
        return nextOffset;
    }

    boolean isAtEnd() {
        return position == fileBytes;
    }

    long fileBytes() {
        return fileBytes;
    }

    /**
     * Is there a good batch anywhere from {@link #position} on, be its offset what it may? Then what is bad here was not torn by
     * a crash, as a crash tears the last write only and each write is one batch.
     */
    boolean goodBatchFollows() throws IOException {
        for (long at = position; at + RecordBatch.HEADER_BYTES <= fileBytes; at++) {
            if (isGoodBatchAt(at, 0, Long.MAX_VALUE)) {
                return true;
            }
        }
        return false;
    }

    /** A good batch whose base offset lies in {@code [from .. to]}; {@link #batch} is then that one. */
    private boolean isGoodBatchAt(long at, long from, long to) throws IOException {
        if (at + RecordBatch.HEADER_BYTES > fileBytes) {
            return false;
        }
        int index = show(at, RecordBatch.HEADER_BYTES);
        long baseOffset = window.getLong(index);
        int size = Batches.sizeAt(window, index, window.limit());
        if (baseOffset < from || baseOffset > to || size < 0 || size > MOST_BYTES || at + size > fileBytes) {
            return false;
        }
        index = show(at, size);
        batch.wrap(window, index);
        return batch.magic() == RecordBatch.MAGIC && batch.count() > 0 && batch.crcMatches();
    }

    /** Sees to it that {@code bytes} from {@code at} on are in the window. @return where in the window */
    private int show(long at, int bytes) throws IOException {
        if (at < windowStart || at + bytes > windowStart + window.limit()) {
            int wanted = (int) Math.min(Math.max(bytes, WINDOW_BYTES), fileBytes - at);
            if (window.capacity() < wanted) {
                window = ByteBuffer.allocate(wanted);
            }
            window.clear();
            windowStart = at;
            int read = file.read(window, at);
            if (read < bytes) {
                throw new IOException("read " + read + " bytes at " + at + " where " + bytes + " must be");
            }
            window.flip();
        }
        return (int) (at - windowStart);
    }
}
