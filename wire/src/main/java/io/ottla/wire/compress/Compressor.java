package io.ottla.wire.compress;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/**
 * A codec with a level: what compression.type and compression.*.level of a topic or producer say. Immutable, shared
 * freely.
 */
public record Compressor(Compression compression, int level) {
    /** Leaves bytes as they are. */
    public static final Compressor NONE = of(Compression.NONE);

    private static final int GZIP_BUFFER_BYTES = 8 << 10;

    /**
     * @throws IllegalArgumentException if the codec does not have the level; ask {@link Compression#allowsLevel} first
     */
    public Compressor {
        if (!compression.allowsLevel(level)) {
            throw new IllegalArgumentException(
                    compression.configName() + " allows " + compression.allowedLevels() + ", not " + level);
        }
    }

    /** The codec with the level it has when nothing is configured. */
    public static Compressor of(Compression compression) {
        return new Compressor(compression, compression.defaultLevel());
    }

    /**
     * Opens a stream that writes compressed bytes to {@code sink}, in the shape Kafka's clients write them. Close it to
     * finish; that closes the sink. Write in pieces of some kilobytes: nothing else buffers before the codec.
     */
    public OutputStream open(OutputStream sink) throws IOException {
        return switch (compression) {
            case NONE -> sink;
            case GZIP -> new Gzip(sink, level);
            case SNAPPY -> new SnappyOutputStream(sink);
            case LZ4 -> new Lz4FrameOutput(sink, level);
            case ZSTD -> new Zstd(sink, level);
        };
    }

    /** The JDK's stream with a level. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream sink, int level) throws IOException {
            super(sink, GZIP_BUFFER_BYTES);
            def.setLevel(level);
        }
    }

    /**
     * A class of its own, so that nobody else loads the library. Flushes at the end as the clients do: the same bytes.
     */
    private static final class Zstd extends ZstdOutputStreamNoFinalizer {
        Zstd(OutputStream sink, int level) throws IOException {
            super(sink, RecyclingBufferPool.INSTANCE, level);
        }

        @Override
        public synchronized void close() throws IOException {
            flush();
            super.close();
        }
    }
}
