package io.ottla.log;

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
    @Override
    public int sizeInBytes() {
        return Unwritten.yet();
    }

    /** Where the slice starts in {@link #channel}. */
    public long position() {
        return Unwritten.yet();
    }

    /** The file for sendfile; null where there is none: then {@link #copyTo} is the way. Not to be closed or moved. */
    public @Nullable FileChannel channel() {
        return Unwritten.yet();
    }

    /**
     * Sends up to {@code count} bytes from {@code from} bytes into the slice on.
     *
     * @return bytes sent
     */
    public long transferTo(WritableByteChannel target, long from, long count) throws IOException {
        return Unwritten.yet();
    }

    /** Copies the whole slice into {@code target}, which must have room for it. */
    public void copyTo(ByteBuffer target) throws IOException {
        Unwritten.yet();
    }

    /** An offset no record of the slice reaches: aborted transactions are looked up below it. Exclusive. */
    public long upperBoundOffset() {
        return Unwritten.yet();
    }

    /** One more holder; {@link #release} is then owed once more. */
    public LogSlice retain() {
        return Unwritten.yet();
    }

    /** Lets go of the segment. */
    public void release() {
        Unwritten.yet();
    }
}
