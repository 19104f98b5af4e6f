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
            var lastOffset = window.getLong(at) + window.getInt(at + 23);
            if (lastOffset >= offset) {
                return position;
            }
            var size = window.getInt(at + 8);
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
        var size = window.getInt(8) + (long) RecordBatch.PREFIX_BYTES;
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
