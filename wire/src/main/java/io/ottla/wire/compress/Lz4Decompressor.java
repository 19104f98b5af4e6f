package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/**
 * One LZ4 frame as far as Kafka uses the format: independent blocks only; the header's checksum is verified (message
 * formats 0 and 1 carry a wrong one, they will need it ignored), blocks' too where the frame has them, the content's is
 * not. What follows the frame is ignored.
 */
@OwnedBy(CREATOR)
final class Lz4Decompressor extends Decompressor {
    static final int FRAME_MAGIC = 0x184D2204;

    private static final int VERSION_MASK = 0xc0;
    private static final int VERSION_1 = 0x40;
    private static final int INDEPENDENT_BLOCKS = 0x20;
    private static final int BLOCK_CHECKSUMS = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int RESERVED_FLAGS = 0x03;
    private static final int RESERVED_BLOCK_FLAGS = 0x8f;
    private static final int SMALLEST_BLOCK_CODE = 4;
    private static final int STORED = 1 << 31;
    /** One byte of a block makes at most 255. */
    private static final int LARGEST_RATIO = 255;

    private final LZ4SafeDecompressor blocks = LZ4Factory.fastestInstance().safeDecompressor();
    private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();

    private ByteBuffer in = ByteBuffer.allocate(0);
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private int flags;
    private int largestBlockBytes;

    @Override
    void start(ByteBuffer source, int from, int to) {
        in = source.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(to).position(from);
        readHeader();
    }

    @Override
    void trim() {
        if (piece.capacity() > KEPT_BYTES) {
            piece = ByteBuffer.allocate(0);
        }
    }

    private void readHeader() {
        need(Integer.BYTES + 3);
        if (in.getInt() != FRAME_MAGIC) {
            throw malformed("not lz4");
        }
        int descriptorAt = in.position();
        flags = Byte.toUnsignedInt(in.get());
        int blockFlags = Byte.toUnsignedInt(in.get());
        int blockCode = blockFlags >>> 4;
        if ((flags & VERSION_MASK) != VERSION_1 || (flags & RESERVED_FLAGS) != 0) {
            throw malformed("lz4 with unknown frame flags " + flags);
        }
        if ((flags & INDEPENDENT_BLOCKS) == 0) {
            throw malformed("lz4 with blocks that depend on one another");
        }
        if ((blockFlags & RESERVED_BLOCK_FLAGS) != 0 || blockCode < SMALLEST_BLOCK_CODE) {
            throw malformed("lz4 with unknown block flags " + blockFlags);
        }
        largestBlockBytes = 1 << (2 * blockCode + 8);
        if ((flags & CONTENT_SIZE) != 0) {
            need(Long.BYTES + 1);
            in.position(in.position() + Long.BYTES);
        }
        int descriptorBytes = in.position() - descriptorAt;
        byte expected = (byte) (hash.hash(in, descriptorAt, descriptorBytes, 0) >>> 8);
        if (in.get() != expected) {
            throw malformed("lz4 with a wrong header checksum");
        }
    }

    @Override
    @Nullable
    ByteBuffer produce(long allowedBytes) {
        need(Integer.BYTES);
        int word = in.getInt();
        int bytes = word & ~STORED;
        if (bytes == 0) {
            need((flags & CONTENT_CHECKSUM) == 0 ? 0 : Integer.BYTES);
            return null;
        }
        if (bytes > largestBlockBytes) {
            throw malformed("lz4 block of " + bytes + " bytes in a frame of at most " + largestBlockBytes);
        }
        boolean checked = (flags & BLOCK_CHECKSUMS) != 0;
        need(bytes + (checked ? Integer.BYTES : 0));
        int at = in.position();
        in.position(at + bytes);
        if (checked && in.getInt() != hash.hash(in, at, bytes, 0)) {
            throw malformed("lz4 block with a wrong checksum");
        }
        if ((word & STORED) != 0) {
            return in.duplicate().limit(at + bytes).position(at);
        }
        return unfold(at, bytes);
    }

    private ByteBuffer unfold(int at, int bytes) {
        int most = (int) Math.min(largestBlockBytes, (long) bytes * LARGEST_RATIO);
        if (piece.capacity() < most) {
            piece = ByteBuffer.allocate(most);
        }
        piece.clear();
        try {
            return piece.limit(blocks.decompress(in, at, bytes, piece, 0, most));
        } catch (LZ4Exception e) {
            throw malformed("not lz4: " + e.getMessage());
        }
    }

    private void need(int bytes) {
        if (in.remaining() < bytes) {
            throw malformed("lz4 cut short");
        }
    }
}
