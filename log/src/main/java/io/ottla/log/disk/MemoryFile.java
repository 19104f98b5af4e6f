package io.ottla.log.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One open file of a {@link MemoryDisk}. Keeps its bytes readable after the file has been deleted or replaced. */
final class MemoryFile implements DiskFile {
    private final Path path;
    private final MemoryBytes bytes;
    private final boolean isWritable;
    private volatile boolean isClosed;

    MemoryFile(Path path, MemoryBytes bytes, boolean isWritable) {
        this.path = path;
        this.bytes = bytes;
        this.isWritable = isWritable;
    }

    private MemoryBytes open() throws IOException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
        return bytes;
    }

    private MemoryBytes writable() throws IOException {
        if (!isWritable) {
            throw new NonWritableChannelException();
        }
        return open();
    }

    @Override
    public void append(ByteBuffer[] buffers, int count) throws IOException {
        for (var i = 0; i < count; i++) {
            append(buffers[i]);
        }
    }

    @Override
    public void append(ByteBuffer buffer) throws IOException {
        writable().append(buffer);
    }

    @Override
    public int read(ByteBuffer buffer, long position) throws IOException {
        return open().read(buffer, position);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        var piece = ByteBuffer.allocate((int) Math.min(count, MemoryBytes.PIECE_BYTES));
        open().read(piece, position);
        return target.write(piece.flip());
    }

    /** It is in memory. */
    @Override
    public void warm(long position, long count) {}

    @Override
    public long sizeInBytes() throws IOException {
        return open().size();
    }

    @Override
    public void truncate(long sizeInBytes) throws IOException {
        writable().truncate(sizeInBytes);
    }

    /** Nothing here is ever more durable than it is. */
    @Override
    public void force() throws IOException {
        open();
    }

    @Override
    public @Nullable FileChannel channel() {
        return null;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
