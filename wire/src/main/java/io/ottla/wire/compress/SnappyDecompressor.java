package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Snappy in the two shapes that clients send: in the frame of the Java client (magic, version, compatible version, then
 * blocks with their lengths; several such streams may follow one another), and one raw block without any frame.
 */
@OwnedBy(CREATOR)
final class SnappyDecompressor extends Decompressor {
    /** 0x82 S N A P P Y 0. */
    static final long FRAME_MAGIC = 0x82534e4150505900L;

    static final int FRAME_HEADER_BYTES = 16;
    private static final int FRAME_MAGIC_HEAD = (int) (FRAME_MAGIC >>> 32);
    private static final int OLDEST_VERSION = 1;
    /** Three bytes of a block make at most 64 bytes; what says more is no snappy and gets no memory. */
    private static final int LARGEST_RATIO = 22;

    private ByteBuffer in = ByteBuffer.allocate(0);
    private boolean framed;
    private byte[] compressed = new byte[0];
    private ByteBuffer piece = ByteBuffer.allocate(0);

    @Override
    void start(ByteBuffer source, int from, int to) {
        in = source.duplicate().order(ByteOrder.BIG_ENDIAN).limit(to).position(from);
        if (from == to) {
            throw malformed("no snappy where some should be");
        }
        framed = in.remaining() >= FRAME_HEADER_BYTES && in.getLong(from) == FRAME_MAGIC;
        if (framed) {
            skipFrameHeader();
        }
    }

    @Override
    @Nullable
    ByteBuffer produce(long allowedBytes) {
        if (!in.hasRemaining()) {
            return null;
        }
        return unfold(framed ? nextBlockBytes() : in.remaining(), allowedBytes);
    }

    /**
     * Length of the next block, whose bytes {@code in} then stands before; 0 if what is left is too short for a length:
     * the end.
     */
    private int nextBlockBytes() {
        while (in.remaining() >= Integer.BYTES && in.getInt(in.position()) == FRAME_MAGIC_HEAD) {
            skipFrameHeader();
        }
        if (in.remaining() < Integer.BYTES) {
            in.position(in.limit());
            return 0;
        }
        int bytes = in.getInt();
        if (bytes < 0 || bytes > in.remaining()) {
            throw malformed("snappy block of " + bytes + " bytes where " + in.remaining() + " are left");
        }
        return bytes;
    }

    private void skipFrameHeader() {
        if (in.remaining() < FRAME_HEADER_BYTES || in.getLong(in.position()) != FRAME_MAGIC) {
            throw malformed("snappy with a broken frame");
        }
        int version = in.getInt(in.position() + Long.BYTES);
        if (version < OLDEST_VERSION) {
            throw malformed("snappy of the unknown frame version " + version);
        }
        in.position(in.position() + FRAME_HEADER_BYTES);
    }

    private ByteBuffer unfold(int bytes, long allowedBytes) {
        if (bytes == 0) {
            return piece.limit(0);
        }
        byte[] from = compressed;
        int at = 0;
        if (in.hasArray()) {
            from = in.array();
            at = in.arrayOffset() + in.position();
        } else {
            if (compressed.length < bytes) {
                compressed = new byte[bytes];
                from = compressed;
            }
            in.get(in.position(), from, 0, bytes);
        }
        in.position(in.position() + bytes);
        try {
            // Our own check of the claim: the library would allocate nothing, but write as far as it says.
            int length = Snappy.uncompressedLength(from, at, bytes);
            if (length < 0 || length > (long) bytes * LARGEST_RATIO) {
                throw malformed("snappy block of " + bytes + " bytes that says it unfolds to " + length);
            }
            if (length > allowedBytes) {
                throw tooMuch();
            }
            if (piece.capacity() < length) {
                piece = ByteBuffer.allocate(length);
            }
            return piece.position(0).limit(Snappy.uncompress(from, at, bytes, piece.array(), 0));
        } catch (IOException e) {
            throw malformed("not snappy: " + e.getMessage());
        }
    }
}
