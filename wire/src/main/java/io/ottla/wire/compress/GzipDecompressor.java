package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Gzip (RFC 1952): one member or several, one behind the other; what follows the last and is no member is ignored, as
 * the JDK's reader does. Checksum and length of each member are verified.
 */
@OwnedBy(CREATOR)
final class GzipDecompressor extends Decompressor {
    private static final int FIXED_HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final short MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    private final CRC32 crc = new CRC32();
    private @Nullable Inflater inflater;
    private ByteBuffer in = piece;
    private boolean insideMember;

    @Override
    void start(ByteBuffer source, int from, int to) {
        in = source.duplicate().order(ByteOrder.BIG_ENDIAN).limit(to).position(from);
        if (!skipHeader()) {
            throw malformed("not gzip");
        }
        beginMember();
    }

    @Override
    @Nullable
    ByteBuffer produce(long allowedBytes) {
        if (!insideMember) {
            return null;
        }
        Inflater current = inflater();
        piece.clear();
        int bytes;
        try {
            bytes = current.inflate(piece.array());
        } catch (DataFormatException e) {
            throw malformed("not gzip: " + e.getMessage());
        }
        crc.update(piece.array(), 0, bytes);
        if (current.finished()) {
            endMember(current);
        } else if (bytes == 0) {
            throw malformed(current.needsDictionary() ? "gzip with a dictionary" : "gzip cut short");
        }
        return piece.limit(bytes);
    }

    private void beginMember() {
        Inflater current = inflater();
        current.reset();
        current.setInput(in);
        crc.reset();
        insideMember = true;
    }

    /** The inflater has left {@code in} behind the last byte it used. */
    private void endMember(Inflater current) {
        if (in.remaining() < TRAILER_BYTES) {
            throw malformed("gzip cut short");
        }
        int storedCrc = Integer.reverseBytes(in.getInt());
        int storedLength = Integer.reverseBytes(in.getInt());
        if (storedCrc != (int) crc.getValue() || storedLength != (int) current.getBytesWritten()) {
            throw malformed("gzip with a wrong checksum or length");
        }
        insideMember = false;
        if (skipHeader()) {
            beginMember();
        }
    }

    /** Moves behind the header of a member; false if there is none. */
    private boolean skipHeader() {
        if (in.remaining() < FIXED_HEADER_BYTES || in.getShort() != MAGIC || in.get() != DEFLATE) {
            return false;
        }
        int flags = in.get();
        in.position(in.position() + Integer.BYTES + 2);
        boolean whole = (flags & RESERVED) == 0;
        whole = whole && ((flags & EXTRA) == 0 || skipExtra());
        whole = whole && ((flags & NAME) == 0 || skipText());
        whole = whole && ((flags & COMMENT) == 0 || skipText());
        return whole && ((flags & HEADER_CRC) == 0 || skip(2));
    }

    private boolean skipExtra() {
        if (in.remaining() < 2) {
            return false;
        }
        return skip(Short.toUnsignedInt(Short.reverseBytes(in.getShort())));
    }

    private boolean skip(int bytes) {
        if (in.remaining() < bytes) {
            return false;
        }
        in.position(in.position() + bytes);
        return true;
    }

    /** Up to and with the next zero byte. */
    private boolean skipText() {
        while (in.hasRemaining()) {
            if (in.get() == 0) {
                return true;
            }
        }
        return false;
    }

    private Inflater inflater() {
        if (inflater == null) {
            inflater = new Inflater(true);
        }
        return inflater;
    }

    @Override
    void release() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
