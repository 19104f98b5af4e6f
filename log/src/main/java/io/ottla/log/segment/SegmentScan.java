package io.ottla.log.segment;

import io.ottla.base.OwnedBy;
import io.ottla.log.disk.DiskFile;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Walks the batches of a .log file from one position to another, reading headers through a buffer of fixed size, so that no
 * length found in the file decides how much memory is taken. Blocks; one thread at a time.
 */
@OwnedBy(OwnedBy.Owner.CREATOR)
public final class SegmentScan {
    /** Why a walk ended. */
    public enum End {
        /** At the end given, or it goes on. */
        CLEAN,
        /** The last batch is cut off. */
        TORN,
        /** What stands there is no batch of format 2. */
        GARBAGE
    }

    private static final int CRC_FROM = 21;
    private static final int SMALLEST_OLD_BYTES = 26;

    private final DiskFile file;
    private final long to;
    private final ByteBuffer buffer;
    private final RecordBatch batch = new RecordBatch();
    private final CRC32C crc = new CRC32C();
    private long bufferStart;
    private int buffered;
    private long position;
    private long nextPosition;
    private End end = End.CLEAN;

    /**
     * Begins before the batch at {@code from}.
     *
     * @param to where the file ends, exclusive
     * @param bufferBytes at least a batch header
     */
    public SegmentScan(DiskFile file, long from, long to, int bufferBytes) {
        this.file = file;
        this.to = to;
        // On the heap: scans are many and short, and direct memory goes only when a collector comes by.
        this.buffer = ByteBuffer.allocate(bufferFor(to - from, bufferBytes));
        this.nextPosition = from;
        this.position = from;
    }

    private static int bufferFor(long bytes, int most) {
        return (int) Math.min(most, Math.max(RecordBatch.HEADER_BYTES, bytes));
    }

    /** Moves to the next whole batch; false at the end, and {@link #end} tells which. */
    public boolean next() throws IOException {
        position = nextPosition;
        if (position >= to) {
            return false;
        }
        if (to - position < RecordBatch.HEADER_BYTES) {
            end = End.TORN;
            return false;
        }
        locate(position, RecordBatch.HEADER_BYTES);
        batch.wrap(buffer, (int) (position - bufferStart));
        // The length may be any int: compare as long.
        var size = (long) buffer.getInt(batch.position() + 8) + RecordBatch.PREFIX_BYTES;
        if (size < RecordBatch.HEADER_BYTES
                || batch.magic() != RecordBatch.MAGIC
                || batch.baseOffset() < 0
                || batch.lastOffsetDelta() < 0) {
            end = End.GARBAGE;
            return false;
        }
        if (size > to - position) {
            end = End.TORN;
            return false;
        }
        nextPosition = position + size;
        return true;
    }

    /** The header of the current batch; only its first {@link RecordBatch#HEADER_BYTES} bytes may be read. */
    public RecordBatch batch() {
        return batch;
    }

    /** Where the current batch begins; after the last one, where the whole batches end. */
    public long position() {
        return position;
    }

    /** Where the batch behind the current one begins. */
    public long nextPosition() {
        return nextPosition;
    }

    /** Why {@link #next} has answered false. */
    public End end() {
        return end;
    }

    /** Does what stands here, and ended the walk, look like a message of format 0 or 1? */
    public boolean isOldFormat() throws IOException {
        if (to - position < RecordBatch.HEADER_BYTES) {
            return false;
        }
        locate(position, RecordBatch.HEADER_BYTES);
        batch.wrap(buffer, (int) (position - bufferStart));
        var size = (long) buffer.getInt(batch.position() + 8) + RecordBatch.PREFIX_BYTES;
        return (batch.magic() == 0 || batch.magic() == 1) && size > SMALLEST_OLD_BYTES && size <= to - position;
    }

    /** Reads the current batch and compares its checksum. */
    public boolean isIntact() throws IOException {
        var expected = batch.crc();
        crc.reset();
        var at = position + CRC_FROM;
        while (at < nextPosition) {
            locate(at, 1);
            var from = (int) (at - bufferStart);
            var count = (int) Math.min(buffered - from, nextPosition - at);
            crc.update(buffer.limit(from + count).position(from));
            buffer.clear();
            at += count;
        }
        locate(position, RecordBatch.HEADER_BYTES);
        batch.wrap(buffer, (int) (position - bufferStart));
        return crc.getValue() == expected;
    }

    /** Copies the current batch into {@code target}, from its position on; the caller has made room. */
    public void copyTo(ByteBuffer target) throws IOException {
        var limit = target.limit();
        target.limit(target.position() + (int) (nextPosition - position));
        if (file.read(target, position) < nextPosition - position) {
            throw new IOException(file + " ends before " + nextPosition);
        }
        target.limit(limit);
    }

    /** Makes {@code count} bytes at {@code at} lie in the buffer. */
    private void locate(long at, int count) throws IOException {
        if (at >= bufferStart && at + count <= bufferStart + buffered) {
            return;
        }
        buffer.clear();
        // A file longer than `to` is not read beyond it; a walk from large batch to large batch reads little.
        buffer.limit((int) Math.min(buffer.capacity(), Math.max(count, to - at)));
        buffered = file.read(buffer, at);
        bufferStart = at;
        buffer.clear();
        if (buffered < count) {
            throw new IOException(file + " ends at " + (at + buffered) + ", expected at least " + (at + count));
        }
    }
}
