package io.ottla.log;

import io.ottla.log.segment.OpenFile;
import io.ottla.wire.codec.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one segment that never change, for sending. Starts with the batch that holds the offset asked for; the last batch
 * may be cut short. Holds its segment open (a deletion does not break it) until {@link #release}; that must be called once.
 * May be used by any one thread at a time.
 */
public final class LogSlice implements LogRead, Payload {
    /** No bytes; releasing it does nothing. */
    public static final LogSlice EMPTY = new LogSlice(null, 0, 0, 0);

    private final @Nullable OpenFile file;
    private final long position;
    private final int sizeInBytes;
    private final long upperBoundOffset;

    /** Takes over one hold on {@code file}. */
    LogSlice(@Nullable OpenFile file, long position, int sizeInBytes, long upperBoundOffset) {
        this.file = file;
        this.position = position;
        this.sizeInBytes = sizeInBytes;
        this.upperBoundOffset = upperBoundOffset;
    }

    @Override
    public int sizeInBytes() {
        return sizeInBytes;
    }

    public boolean isEmpty() {
        return sizeInBytes == 0;
    }

    /** Where the slice starts in {@link #channel}. */
    public long position() {
        return position;
    }

    /** The file for sendfile; null where there is none: then {@link #copyTo} is the way. Not to be closed or moved. */
    public @Nullable FileChannel channel() {
        return file == null ? null : file.file().channel();
    }

    /**
     * Sends up to {@code count} bytes from {@code from} bytes into the slice on.
     *
     * @return bytes sent, may be fewer
     */
    public long transferTo(WritableByteChannel target, long from, long count) throws IOException {
        return file == null ? 0 : file.file().transferTo(position + from, Math.min(count, sizeInBytes - from), target);
    }

    /** Copies the whole slice into {@code target}, which must have room for it. */
    public void copyTo(ByteBuffer target) throws IOException {
        if (file == null) {
            return;
        }
        var limit = target.limit();
        target.limit(target.position() + sizeInBytes);
        var read = file.file().read(target, position);
        target.limit(limit);
        if (read < sizeInBytes) {
            throw new IOException(
                    file.file() + " ends at " + (position + read) + ", expected " + (position + sizeInBytes));
        }
    }

    /** Brings the bytes into memory, for those who send them. Blocks. */
    void warm() throws IOException {
        if (file != null) {
            file.file().warm(position, sizeInBytes);
        }
    }

    /** An offset no record of the slice reaches: aborted transactions are looked up below it. Exclusive. */
    public long upperBoundOffset() {
        return upperBoundOffset;
    }

    /** One more holder; {@link #release} is then owed once more. Only while it is held. */
    public LogSlice retain() {
        if (file != null && !file.retain()) {
            throw new IllegalStateException("the slice has been released");
        }
        return this;
    }

    /** Lets go of the segment. */
    public void release() {
        if (file != null) {
            file.release();
        }
    }

    @Override
    public String toString() {
        return "LogSlice(" + (file == null ? "empty" : file.file()) + ", " + position + "+" + sizeInBytes + ")";
    }
}
