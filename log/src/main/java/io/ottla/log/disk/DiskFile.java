package io.ottla.log.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * One open file. Reads may come from any thread; {@link #append}, {@link #truncate} and {@link #close} from one at a time.
 * A thread inside must not be interrupted: the JDK would close the file under everybody.
 */
public interface DiskFile extends AutoCloseable {
    /**
     * Writes all that remains in {@code buffers[0..count)} behind the end of the file, in one system call where the number
     * of buffers allows it.
     *
     * @throws IOException if not all of it was written; how much of it is in the file is then unknown
     */
    void append(ByteBuffer[] buffers, int count) throws IOException;

    /** Writes all that remains in {@code buffer} behind the end of the file. */
    void append(ByteBuffer buffer) throws IOException;

    /**
     * Reads from {@code position} until {@code buffer} is full or the file ends.
     *
     * @return bytes read, 0 at or behind the end
     */
    int read(ByteBuffer buffer, long position) throws IOException;

    /**
     * Sends up to {@code count} bytes from {@code position} to {@code target}.
     *
     * @return bytes sent, may be fewer
     */
    long transferTo(long position, long count, WritableByteChannel target) throws IOException;

    /** Reads {@code [position, position + count)} and forgets it again, so that the next reader finds it in memory. */
    void warm(long position, long count) throws IOException;

    long sizeInBytes() throws IOException;

    /** Cuts the file down to {@code sizeInBytes}; later appends go behind that. */
    void truncate(long sizeInBytes) throws IOException;

    /** Returns once the bytes and the size of the file are on disk. */
    void force() throws IOException;

    /** The channel beneath, for sendfile; null where there is none (a simulated disk). Not to be closed or moved. */
    @Nullable
    FileChannel channel();

    @Override
    void close() throws IOException;
}
