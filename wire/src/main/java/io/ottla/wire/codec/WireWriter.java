package io.ottla.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.Check;
import io.ottla.wire.UnwritableMessage;
import io.ottla.wire.Uuid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts the primitive values of the protocol into a buffer that grows. Payloads that are not bytes in memory, and large ones
 * that are, are not copied: they become parts of their own between the bytes. Reusable by {@link #reset}; owned by whoever
 * made it, one thread at a time.
 */
public final class WireWriter {
    /** Payloads in memory up to this size are copied; above it a part of its own is cheaper. */
    static final int COPY_LIMIT = 4096;

    private final IntFunction<ByteBuffer> larger;
    private ByteBuffer out;
    private int start;
    private final List<Payload> payloads = new ArrayList<>();
    private final List<Integer> payloadPositions = new ArrayList<>();
    private long payloadBytes;
    private @Nullable UnknownTags unknownTags;

    /** Writes to the heap. */
    public WireWriter() {
        this(ByteBuffer.allocate(512));
    }

    /** Writes into this buffer from its position on; when it is full, into larger ones of the same kind. */
    public WireWriter(ByteBuffer first) {
        this(first, first.isDirect() ? ByteBuffer::allocateDirect : ByteBuffer::allocate);
    }

    /** @param larger gives a buffer of at least so many bytes when the one in use is full */
    public WireWriter(ByteBuffer first, IntFunction<ByteBuffer> larger) {
        this.larger = larger;
        out = first;
        reset(first);
    }

    /** Starts over, in the buffer now in use. What was handed out before is overwritten. */
    public WireWriter reset() {
        out.position(start);
        payloads.clear();
        payloadPositions.clear();
        payloadBytes = 0;
        unknownTags = null;
        return this;
    }

    /** Starts over in this buffer, from its position on. */
    public WireWriter reset(ByteBuffer first) {
        Check.that(first.order() == ByteOrder.BIG_ENDIAN, "the buffer is not big-endian");
        out = first;
        start = first.position();
        return reset();
    }

    /** Unknown tags to write with the records they were read with. */
    public WireWriter with(@Nullable UnknownTags tags) {
        unknownTags = tags;
        return this;
    }

    /** The size of all that was written, payloads included. */
    public int sizeInBytes() {
        return Math.toIntExact(bytesWritten() + payloadBytes);
    }

    /** The bytes in the buffer itself; a position for {@link #patchInt32}. */
    public int bytesWritten() {
        return out.position() - start;
    }

    /**
     * All that was written, in order: runs of bytes as {@link BytesPayload} and the payloads between them. The bytes are
     * those of the buffer in use and hold until the next reset.
     */
    public List<Payload> parts() {
        var parts = new ArrayList<Payload>(2 * payloads.size() + 1);
        var from = start;
        for (var i = 0; i < payloads.size(); i++) {
            var to = start + payloadPositions.get(i);
            addBytes(parts, from, to);
            parts.add(payloads.get(i));
            from = to;
        }
        addBytes(parts, from, out.position());
        return parts;
    }

    private void addBytes(List<Payload> parts, int from, int to) {
        if (to > from) {
            parts.add(new BytesPayload(out.slice(from, to - from)));
        }
    }

    /** All that was written as one buffer: a view if it is in one piece, else a copy. Every payload must be in memory. */
    public ByteBuffer toByteBuffer() {
        if (payloads.isEmpty()) {
            return out.slice(start, bytesWritten());
        }
        var all = ByteBuffer.allocate(sizeInBytes());
        for (var part : parts()) {
            Check.that(part instanceof BytesPayload, "a payload of %s is not in memory", part.getClass());
            all.put(((BytesPayload) part).bytes().duplicate());
        }
        return all.flip();
    }

    private void room(int bytes) {
        if (out.remaining() < bytes) {
            grow(bytes);
        }
    }

    private void grow(int bytes) {
        var used = bytesWritten();
        var needed = (long) used + bytes;
        Check.that(needed <= Integer.MAX_VALUE - 8, "a message of %d bytes", needed);
        var next = larger.apply((int) Math.min(Math.max(2L * used, needed), Integer.MAX_VALUE - 8));
        var from = next.position();
        next.put(out.slice(start, used));
        out = next;
        start = from;
    }

    public void bool(boolean value) {
        int8((byte) (value ? 1 : 0));
    }

    public void int8(byte value) {
        room(1);
        out.put(value);
    }

    public void int16(short value) {
        room(2);
        out.putShort(value);
    }

    /** 0 to 65535. */
    public void uint16(String field, int value) {
        if (value < 0 || value > 0xFFFF) {
            throw UnwritableMessage.outOfRange(field, value, 0xFFFF);
        }
        int16((short) value);
    }

    public void int32(int value) {
        room(4);
        out.putInt(value);
    }

    /** 0 to 4294967295. */
    public void uint32(String field, long value) {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw UnwritableMessage.outOfRange(field, value, 0xFFFF_FFFFL);
        }
        int32((int) value);
    }

    public void int64(long value) {
        room(8);
        out.putLong(value);
    }

    public void float64(double value) {
        room(8);
        out.putDouble(value);
    }

    public void uuid(String field, @Nullable Uuid value) {
        if (value == null) {
            throw UnwritableMessage.isNull(field);
        }
        room(16);
        out.putLong(value.mostSignificantBits()).putLong(value.leastSignificantBits());
    }

    public void unsignedVarint(int value) {
        room(5);
        var rest = value;
        while ((rest & ~0x7F) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /** Overwrites four bytes written before, at {@link #bytesWritten} as it was then: a size known only at the end. */
    public void patchInt32(int position, int value) {
        Check.that(position >= 0 && position + 4 <= bytesWritten(), "patch outside what is written: %d", position);
        out.putInt(start + position, value);
    }

    public void string(String field, @Nullable String value, boolean flexible) {
        if (value == null) {
            throw UnwritableMessage.isNull(field);
        }
        var length = value.length();
        if (length <= WireReader.MAX_STRING_BYTES && isAscii(value)) {
            stringLength(length, flexible);
            room(length);
            for (var i = 0; i < length; i++) {
                out.put((byte) value.charAt(i));
            }
            return;
        }
        var bytes = value.getBytes(UTF_8);
        if (bytes.length > WireReader.MAX_STRING_BYTES) {
            throw UnwritableMessage.tooLong(field, bytes.length, WireReader.MAX_STRING_BYTES);
        }
        stringLength(bytes.length, flexible);
        room(bytes.length);
        out.put(bytes);
    }

    public void nullableString(String field, @Nullable String value, boolean flexible) {
        if (value == null) {
            stringLength(-1, flexible);
        } else {
            string(field, value, flexible);
        }
    }

    private static boolean isAscii(String value) {
        for (var i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private void stringLength(int length, boolean flexible) {
        if (flexible) {
            unsignedVarint(length + 1);
        } else {
            int16((short) length);
        }
    }

    /** The length of an array, of bytes or of records; -1 for null. */
    public void count(int count, boolean flexible) {
        if (flexible) {
            unsignedVarint(count + 1);
        } else {
            int32(count);
        }
    }

    public void bytes(String field, @Nullable ByteBuffer value, boolean flexible) {
        if (value == null) {
            throw UnwritableMessage.isNull(field);
        }
        var length = value.remaining();
        count(length, flexible);
        copy(value, length);
    }

    public void nullableBytes(String field, @Nullable ByteBuffer value, boolean flexible) {
        if (value == null) {
            count(-1, flexible);
        } else {
            bytes(field, value, flexible);
        }
    }

    private void copy(ByteBuffer value, int length) {
        room(length);
        out.put(out.position(), value, value.position(), length);
        out.position(out.position() + length);
    }

    public void records(String field, @Nullable Payload value, boolean flexible) {
        if (value == null) {
            throw UnwritableMessage.isNull(field);
        }
        var size = value.sizeInBytes();
        count(size, flexible);
        if (value instanceof BytesPayload inMemory && size <= COPY_LIMIT) {
            copy(inMemory.bytes(), size);
            return;
        }
        payloads.add(value);
        payloadPositions.add(bytesWritten());
        payloadBytes += size;
    }

    public void nullableRecords(String field, @Nullable Payload value, boolean flexible) {
        if (value == null) {
            count(-1, flexible);
        } else {
            records(field, value, flexible);
        }
    }

    /** In front of a struct that may be null. */
    public void present(boolean present) {
        int8((byte) (present ? 1 : -1));
    }

    /** The unknown tags that came with this record. */
    public List<RawTag> rawTagsOf(Object struct) {
        return unknownTags == null ? List.of() : unknownTags.of(struct);
    }

    /**
     * Writes unknown tags as long as they come before a known one.
     *
     * @param next index of the first not written yet
     * @return index of the first not written now
     */
    public int rawTagsBelow(List<RawTag> tags, int next, int knownTag) {
        var i = next;
        for (; i < tags.size() && tags.get(i).tag() < knownTag; i++) {
            var tag = tags.get(i);
            unsignedVarint(tag.tag());
            unsignedVarint(tag.bytes().remaining());
            copy(tag.bytes(), tag.bytes().remaining());
        }
        if (i < tags.size() && tags.get(i).tag() == knownTag) {
            throw UnwritableMessage.tagTaken(knownTag);
        }
        return i;
    }

    /** The tagged fields of a struct that knows none. */
    public void rawTags(Object struct) {
        var tags = rawTagsOf(struct);
        unsignedVarint(tags.size());
        rawTagsBelow(tags, 0, Integer.MAX_VALUE);
    }

    /** Begins a tagged field whose size is not known yet; give the result to {@link #endTag}. */
    public int beginTag(int tag) {
        unsignedVarint(tag);
        int8((byte) 0);
        return bytesWritten();
    }

    /** Ends a tagged field: puts its size in front, moving the bytes by as much as the size needs beyond one byte. */
    public void endTag(int begin) {
        var size = bytesWritten() - begin;
        Check.that(
                payloads.isEmpty() || payloadPositions.get(payloads.size() - 1) < begin,
                "a payload inside a tagged field at %d",
                begin);
        var extra = (38 - Math.min(31, Integer.numberOfLeadingZeros(size))) / 7 - 1;
        room(extra);
        var from = start + begin;
        if (extra > 0) {
            out.put(from + extra, out.duplicate(), from, size);
        }
        out.position(from - 1);
        unsignedVarintInPlace(size);
        out.position(from + extra + size);
    }

    private void unsignedVarintInPlace(int value) {
        var rest = value;
        while ((rest & ~0x7F) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }
}
