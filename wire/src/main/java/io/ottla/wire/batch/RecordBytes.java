package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.compress.Decompressor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of records, read from front to back: lying in a buffer, or unfolded piece by piece. Reusable, makes no
 * garbage, looks at buffers by absolute index only. Every read past the end is a {@link MalformedMessage}.
 */
@OwnedBy(CREATOR)
final class RecordBytes {
    private static final int VARINT_BYTES = 5;
    private static final int VARLONG_BYTES = 10;
    private static final int FIRST_SCRATCH_BYTES = 1 << 10;

    private ByteBuffer piece = ByteBuffer.allocate(0);
    private int at;
    private int end;
    /** Bytes of all pieces before this one, less the index this one began at: {@code passed + at} have been read. */
    private long passed;

    private @Nullable Decompressor decompressor;
    private int stream;
    private ByteBuffer scratch = ByteBuffer.allocate(0);

    /** Reads what lies between two indexes of a buffer, {@code to} exclusive. */
    void over(ByteBuffer buffer, int from, int to) {
        piece = buffer;
        at = from;
        end = to;
        passed = -from;
        decompressor = null;
    }

    /** Reads the records of a batch that is wholly there, unfolding them if need be, up to {@code limitBytes}. */
    void over(RecordBatch batch, Decompressors decompressors, long limitBytes) {
        int from = batch.position() + RecordBatch.HEADER_BYTES;
        int to = batch.position() + batch.sizeInBytes();
        if (!batch.isCompressed()) {
            over(batch.buffer(), from, to);
            return;
        }
        over(batch.buffer(), from, from);
        Decompressor opened = decompressors.open(batch.compression(), batch.buffer(), from, to, limitBytes);
        decompressor = opened;
        stream = opened.stream();
        passed = 0;
        at = 0;
        end = 0;
    }

    /** How many bytes have been read. */
    long position() {
        return passed + at;
    }

    /** Is there no byte left? May unfold the next piece to know. */
    boolean isAtEnd() {
        return at == end && !nextPiece();
    }

    /** Did the bytes unfold to more than was allowed? Then that is why the last read failed. */
    boolean limitExceeded() {
        return decompressor != null && decompressor.limitExceeded();
    }

    byte readByte() {
        if (at == end && !nextPiece()) {
            throw cutShort();
        }
        return piece.get(at++);
    }

    /** A zigzag varint of at most five bytes; bits above the 32nd are dropped. */
    int readVarint() {
        int value = 0;
        for (int i = 0; i < VARINT_BYTES; i++) {
            byte b = readByte();
            value |= (b & 0x7f) << (7 * i);
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new MalformedMessage("records", "a varint of more than five bytes");
    }

    /** A zigzag varlong of at most ten bytes; bits above the 64th are dropped. */
    long readVarlong() {
        long value = 0;
        for (int i = 0; i < VARLONG_BYTES; i++) {
            byte b = readByte();
            value |= (b & 0x7fL) << (7 * i);
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new MalformedMessage("records", "a varlong of more than ten bytes");
    }

    /** Passes over {@code bytes}, 0 or more, keeping none of them. */
    void skip(int bytes) {
        int left = bytes;
        while (left > end - at) {
            left -= end - at;
            at = end;
            if (!nextPiece()) {
                throw cutShort();
            }
        }
        at += left;
    }

    /**
     * Moves {@code bytes} on and shows them to {@code view} in one piece: where they lie, or copied together in a
     * scratch buffer that grows with what really comes. Shown until the next read from here.
     */
    void take(int bytes, RecordBytes view) {
        if (bytes <= end - at) {
            view.over(piece, at, at + bytes);
            at += bytes;
            return;
        }
        if (decompressor == null) {
            throw cutShort();
        }
        int copied = 0;
        while (copied < bytes) {
            if (isAtEnd()) {
                throw cutShort();
            }
            int now = Math.min(bytes - copied, end - at);
            growScratch(copied, copied + now, bytes);
            scratch.put(copied, piece, at, now);
            copied += now;
            at += now;
        }
        view.over(scratch, 0, bytes);
    }

    private void growScratch(int used, int needed, int most) {
        if (scratch.capacity() < needed) {
            int wanted = Math.max(Math.max(FIRST_SCRATCH_BYTES, needed), (int) Math.min(2L * scratch.capacity(), most));
            scratch = ByteBuffer.allocate(wanted).put(0, scratch, 0, used);
        }
    }

    /** The buffer that the index {@link #index} is one of. */
    ByteBuffer buffer() {
        return piece;
    }

    /** Where in {@link #buffer} the next byte lies. */
    int index() {
        return at;
    }

    private boolean nextPiece() {
        if (decompressor == null) {
            return false;
        }
        decompressor.checkStream(stream);
        ByteBuffer next = decompressor.next();
        passed += at;
        piece = next;
        at = next.position();
        end = next.limit();
        passed -= at;
        return at != end;
    }

    private MalformedMessage cutShort() {
        return new MalformedMessage("records", "end after " + position() + " bytes, in the middle of a record");
    }
}
