package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.ottla.base.OwnedBy;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard frames, one or several, with or without content size. The library keeps a window of what it has put out (a
 * frame may ask for 128 MiB); memory of it is used as far as output fills it, and given back after a stream that was
 * large.
 */
@OwnedBy(CREATOR)
final class ZstdDecompressor extends Decompressor {
    private static final int LARGE_STREAM_BYTES = 8 << 20;

    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    private @Nullable ZstdDecompressCtx context;
    private ByteBuffer in = piece;
    private boolean insideFrame;
    private long streamBytes;

    @Override
    void start(ByteBuffer source, int from, int to) {
        in = source.duplicate().limit(to).position(from);
        if (!in.isDirect() && !in.hasArray()) {
            in = ByteBuffer.allocate(to - from).put(in).flip();
        }
        insideFrame = false;
        streamBytes = 0;
        context().reset();
    }

    @Override
    @Nullable
    ByteBuffer produce(long allowedBytes) {
        if (!in.hasRemaining() && !insideFrame) {
            return null;
        }
        int before = in.position();
        piece.clear();
        try {
            insideFrame = !context().decompressByteBufferStream(piece, in);
        } catch (ZstdException e) {
            throw malformed("not zstd: " + e.getMessage());
        }
        if (piece.position() == 0 && in.position() == before && insideFrame) {
            throw malformed("zstd cut short");
        }
        streamBytes += piece.position();
        return piece.flip();
    }

    private ZstdDecompressCtx context() {
        if (context == null) {
            context = new ZstdDecompressCtx();
        }
        return context;
    }

    @Override
    void trim() {
        if (streamBytes > LARGE_STREAM_BYTES) {
            streamBytes = 0;
            release();
        }
    }

    @Override
    void release() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
