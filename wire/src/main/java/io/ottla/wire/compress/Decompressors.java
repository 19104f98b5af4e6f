package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One decompressor per codec, kept with its buffers for the next stream: one of these per loop, or per reader that goes
 * on for long. Of each codec only one stream can be read at a time; who reads on in an older one is told so by a
 * failing check. The native library of a codec is loaded when it is first used.
 */
@OwnedBy(CREATOR)
public final class Decompressors implements AutoCloseable {
    private @Nullable GzipDecompressor gzip;
    private @Nullable SnappyDecompressor snappy;
    private @Nullable Lz4Decompressor lz4;
    private @Nullable ZstdDecompressor zstd;

    /**
     * Begins to unfold a stream.
     *
     * @param source big-endian; its position and limit are neither used nor changed; not to be changed while being read
     * @param from index of the first compressed byte
     * @param to index after the last one
     * @param limitBytes how much may come out, before it is refused
     * @throws IllegalArgumentException for {@link Compression#NONE}: there is nothing to unfold
     */
    public Decompressor open(Compression compression, ByteBuffer source, int from, int to, long limitBytes) {
        Decompressor decompressor = switch (compression) {
            case GZIP -> gzip();
            case SNAPPY -> snappy();
            case LZ4 -> lz4();
            case ZSTD -> zstd();
            case NONE -> throw new IllegalArgumentException("not compressed");
        };
        decompressor.begin(source, from, to, limitBytes);
        return decompressor;
    }

    /** Gives back native memory. What is left behind is garbage as any other. */
    @Override
    public void close() {
        if (gzip != null) {
            gzip.release();
        }
        if (zstd != null) {
            zstd.release();
        }
    }

    private GzipDecompressor gzip() {
        if (gzip == null) {
            gzip = new GzipDecompressor();
        }
        return gzip;
    }

    private SnappyDecompressor snappy() {
        if (snappy == null) {
            snappy = new SnappyDecompressor();
        }
        return snappy;
    }

    private Lz4Decompressor lz4() {
        if (lz4 == null) {
            lz4 = new Lz4Decompressor();
        }
        return lz4;
    }

    private ZstdDecompressor zstd() {
        if (zstd == null) {
            zstd = new ZstdDecompressor();
        }
        return zstd;
    }
}
