package io.ottla.log.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One open file of the real file system. The channel's own position is where the next append goes. */
final class NioFile implements DiskFile {
    private static final int WARM_CHUNK_BYTES = 1 << 20;

    private final FileChannel channel;
    private final Path path;
    private final boolean syncs;

    NioFile(FileChannel channel, Path path, boolean syncs) throws IOException {
        this.channel = channel;
        this.path = path;
        this.syncs = syncs;
        channel.position(channel.size());
    }

    @Override
    public void append(ByteBuffer[] buffers, int count) throws IOException {
        var first = 0;
        while (first < count) {
            if (!buffers[first].hasRemaining()) {
                first++;
            } else if (channel.write(buffers, first, count - first) <= 0) {
                throw new IOException("the file system took no byte of an append to " + path);
            }
        }
    }

    @Override
    public void append(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) <= 0) {
                throw new IOException("the file system took no byte of an append to " + path);
            }
        }
    }

    @Override
    public int read(ByteBuffer buffer, long position) throws IOException {
        var total = 0;
        while (buffer.hasRemaining()) {
            var read = channel.read(buffer, position + total);
            if (read < 0) {
                break;
            }
            total += read;
        }
        return total;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return channel.transferTo(position, count, target);
    }

    /** By sendfile into the null device: the pages are read in, and nothing is copied. */
    @Override
    public void warm(long position, long count) throws IOException {
        var end = Math.min(position + count, channel.size());
        try (var nowhere = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            var at = position;
            while (at < end) {
                var sent = channel.transferTo(at, Math.min(WARM_CHUNK_BYTES, end - at), nowhere);
                if (sent <= 0) {
                    return;
                }
                at += sent;
            }
        }
    }

    @Override
    public long sizeInBytes() throws IOException {
        return channel.size();
    }

    @Override
    public void truncate(long sizeInBytes) throws IOException {
        channel.truncate(sizeInBytes);
        channel.position(channel.size());
    }

    @Override
    public void force() throws IOException {
        if (syncs) {
            channel.force(false);
        } else if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public @Nullable FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
