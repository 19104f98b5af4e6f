package io.ottla.log.segment;

import io.ottla.log.disk.DiskFile;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Finds single batches in an open .log file with few small reads: the step from a sparse index entry to the batch. Any
 * thread; on a loop only where the bytes are in memory.
 */
public final class BatchFinder {
    private static final int WINDOW_BYTES = 8192;
    /** From the base offset up to and including the last offset delta. */
    private static final int NEEDED_BYTES = 27;

    private static final int SIZE_AT = 8;
    private static final int LAST_DELTA_AT = 23;

    /** Each thread's own window. */
    private static final ThreadLocal<ByteBuffer> WINDOW =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(WINDOW_BYTES));

    private BatchFinder() {}

    /**
     * Walks from the batch at {@code from} to the first whose last offset is not below {@code offset}.
     *
     * @param to where the published part of the file ends
     * @return where that batch begins; {@code to} if there is none
     */
    public static long position(DiskFile file, long from, long to, long offset) throws IOException {
        return walk(
                file,
                from,
                to,
                (at, head, index) -> head.getLong(index) + head.getInt(index + LAST_DELTA_AT) >= offset);
    }

    /**
     * Walks from the batch at {@code from} to the one that the byte at {@code position} belongs to.
     *
     * @param to where the published part of the file ends, behind {@code position}
     * @return the base offset of that batch
     */
    public static long baseOffsetAt(DiskFile file, long from, long to, long position) throws IOException {
        var offset = new long[1];
        walk(file, from, to, (at, head, index) -> {
            offset[0] = head.getLong(index);
            return at + RecordBatch.PREFIX_BYTES + head.getInt(index + SIZE_AT) > position;
        });
        return offset[0];
    }

    /** Looks at the head of a batch. */
    private interface Look {
        /** Is it the batch that begins {@code at}? Its head is at {@code index} of {@code head}. */
        boolean isIt(long at, ByteBuffer head, int index);
    }

    private static long walk(DiskFile file, long from, long to, Look look) throws IOException {
        var window = WINDOW.get();
        var position = from;
        long windowStart = 0;
        var windowBytes = 0;
        while (position < to) {
            if (position < windowStart || position + NEEDED_BYTES > windowStart + windowBytes) {
                windowStart = position;
                windowBytes = fill(window, file, position, to);
            }
            var at = (int) (position - windowStart);
            if (look.isIt(position, window, at)) {
                return position;
            }
            var size = window.getInt(at + SIZE_AT);
            if (size < 0) {
                throw new IOException(file + " holds no batch at " + position);
            }
            position += RecordBatch.PREFIX_BYTES + (long) size;
        }
        return to;
    }

    /** The size of the batch that begins at {@code position}, with its prefix. */
    public static int sizeAt(DiskFile file, long position, long to) throws IOException {
        var window = WINDOW.get();
        window.clear().limit(RecordBatch.PREFIX_BYTES);
        if (file.read(window, position) < RecordBatch.PREFIX_BYTES) {
            throw new IOException(file + " ends before " + (position + RecordBatch.PREFIX_BYTES));
        }
        var size = window.getInt(SIZE_AT) + (long) RecordBatch.PREFIX_BYTES;
        if (size < RecordBatch.HEADER_BYTES || size > to - position) {
            throw new IOException(file + " holds no batch at " + position);
        }
        return (int) size;
    }

    private static int fill(ByteBuffer window, DiskFile file, long position, long to) throws IOException {
        window.clear().limit((int) Math.min(WINDOW_BYTES, to - position));
        var read = file.read(window, position);
        if (read < NEEDED_BYTES) {
            throw new IOException(file + " ends at " + (position + read) + ", in the middle of a batch");
        }
        return read;
    }
}
