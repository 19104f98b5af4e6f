package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow as they are written, up to a bound; with the varints of the record format. */
@OwnedBy(CREATOR)
final class GrowingBytes extends OutputStream {
    private static final int FIRST_BYTES = 512;

    private final int mostBytes;
    private byte[] bytes;
    private int size;

    /**
     * Bytes with room at the front, which is written later.
     *
     * @param reservedBytes the room
     * @param mostBytes with the room; one more and writing fails with {@link Full}
     */
    GrowingBytes(int reservedBytes, int mostBytes) {
        this.mostBytes = Math.max(mostBytes, reservedBytes);
        this.bytes = new byte[Math.min(this.mostBytes, reservedBytes + FIRST_BYTES)];
        this.size = reservedBytes;
    }

    /** There is no room for more. Says so without a stack trace. */
    static final class Full extends IOException {
        private static final long serialVersionUID = 1;

        Full(int mostBytes) {
            super("more than " + mostBytes + " bytes");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    int size() {
        return size;
    }

    /** Forgets all that was written, room included. */
    void clear() {
        size = 0;
    }

    @Override
    public void write(int value) throws Full {
        need(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws Full {
        need(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Writes position to limit, leaving the position where it is. */
    void write(ByteBuffer source) throws Full {
        need(source.remaining());
        source.get(source.position(), bytes, size, source.remaining());
        size += source.remaining();
    }

    void writeVarint(int value) throws Full {
        writeVarlong(value);
    }

    /** Zigzag; an int gives the same bytes as its varint. */
    void writeVarlong(long value) throws Full {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        write((int) rest);
    }

    /** How many bytes {@link #writeVarlong} makes of it, 1 to 10. */
    static int varlongBytes(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(zigzag | 1);
        return (bits + 6) / 7;
    }

    /** Puts bytes into the room at the front. */
    void copyFrom(ByteBuffer source, int from, int length) {
        source.get(from, bytes, 0, length);
    }

    /** Writes everything to {@code sink} and forgets it. */
    void drainTo(OutputStream sink) throws IOException {
        sink.write(bytes, 0, size);
        size = 0;
    }

    /** All bytes, position 0 to limit, big-endian; shares them, so write no more. */
    ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    private void need(int more) throws Full {
        long needed = (long) size + more;
        if (needed > mostBytes) {
            throw new Full(mostBytes);
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(mostBytes, Math.max(needed, 2L * bytes.length)));
        }
    }
}
