package io.ottla.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.Check;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.Uuid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the primitive values of the protocol from a buffer. Every length is compared with the bytes that are left before
 * anything is allocated for it. Reusable by {@link #reset}; owned by whoever made it, one thread at a time.
 *
 * <p>The name given with each read is only there for the {@link MalformedMessage} when the bytes do not hold it. "flexible"
 * chooses the compact lengths of KIP-482: an unsigned varint, one too large, with 0 for null.
 */
public final class WireReader {
    /** What a length prefix of a string can say in either form. */
    static final int MAX_STRING_BYTES = Short.MAX_VALUE;

    /** What an absent {@code bytes} field is. */
    public static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private ByteBuffer in;
    private byte[] scratch = new byte[64];
    private @Nullable UnknownTags unknownTags;
    private int mostElements = Integer.MAX_VALUE;
    private long elements;

    /** Reads from the buffer's position on, moving it. The buffer must be big-endian. */
    public WireReader(ByteBuffer bytes) {
        in = bigEndian(bytes);
    }

    /**
     * From now on, no message has more elements than this, all its lists and the tagged fields nobody knows taken together: an
     * element of one byte on the wire may take eighty on the heap.
     */
    public WireReader withElementsAtMost(int count) {
        mostElements = count;
        return this;
    }

    /** Starts over on another buffer and forgets the unknown tags. */
    public WireReader reset(ByteBuffer bytes) {
        in = bigEndian(bytes);
        unknownTags = null;
        elements = 0;
        return this;
    }

    private static ByteBuffer bigEndian(ByteBuffer bytes) {
        Check.that(bytes.order() == ByteOrder.BIG_ENDIAN, "the buffer is not big-endian");
        return bytes;
    }

    /** Bytes not read yet. */
    public int remaining() {
        return in.remaining();
    }

    /** Tags that no record has a place for, or null if there were none. Hand it to the writer that passes the message on. */
    public @Nullable UnknownTags unknownTags() {
        return unknownTags;
    }

    private void need(String field, int bytes) {
        if (in.remaining() < bytes) {
            throw tooShort(field, bytes);
        }
    }

    private MalformedMessage tooShort(String field, long bytes) {
        return new MalformedMessage(field, "needs " + bytes + " bytes, " + in.remaining() + " are left");
    }

    public boolean bool(String field) {
        return int8(field) != 0;
    }

    public byte int8(String field) {
        need(field, 1);
        return in.get();
    }

    public short int16(String field) {
        need(field, 2);
        return in.getShort();
    }

    /** 0 to 65535. */
    public int uint16(String field) {
        return int16(field) & 0xFFFF;
    }

    public int int32(String field) {
        need(field, 4);
        return in.getInt();
    }

    /** 0 to 4294967295. */
    public long uint32(String field) {
        return int32(field) & 0xFFFF_FFFFL;
    }

    public long int64(String field) {
        need(field, 8);
        return in.getLong();
    }

    public double float64(String field) {
        need(field, 8);
        return in.getDouble();
    }

    public Uuid uuid(String field) {
        need(field, 16);
        var most = in.getLong();
        var least = in.getLong();
        return most == 0 && least == 0 ? Uuid.ZERO : new Uuid(most, least);
    }

    /** At most five bytes, of which the last may add four bits. */
    public int unsignedVarint(String field) {
        var value = 0;
        for (var shift = 0; shift < 35; shift += 7) {
            need(field, 1);
            var next = in.get();
            if (shift == 28 && (next & 0xF0) != 0) {
                break;
            }
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedMessage(field, "is a varint of more than 32 bits");
    }

    public String string(String field, boolean flexible) {
        var length = flexible ? compactLength(field) : int16(field);
        if (length < 0) {
            throw isNull(field, length);
        }
        return text(field, length);
    }

    public @Nullable String nullableString(String field, boolean flexible) {
        var length = flexible ? compactLength(field) : int16(field);
        return length == -1 ? null : text(field, length);
    }

    private String text(String field, int length) {
        checkLength(field, length);
        if (length > MAX_STRING_BYTES) {
            throw new MalformedMessage(field, "is a string of " + length + " bytes");
        }
        if (length == 0) {
            return "";
        }
        if (in.hasArray()) {
            var text = new String(in.array(), in.arrayOffset() + in.position(), length, UTF_8);
            in.position(in.position() + length);
            return text;
        }
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, Math.min(2 * scratch.length, MAX_STRING_BYTES))];
        }
        in.get(scratch, 0, length);
        return new String(scratch, 0, length, UTF_8);
    }

    /** A copy on the heap, which outlives the frame. */
    public ByteBuffer bytes(String field, boolean flexible) {
        return copy(field, presentLength(field, flexible));
    }

    /** A copy on the heap, which outlives the frame. */
    public @Nullable ByteBuffer nullableBytes(String field, boolean flexible) {
        var length = length(field, flexible);
        return length == -1 ? null : copy(field, length);
    }

    private ByteBuffer copy(String field, int length) {
        checkLength(field, length);
        var bytes = new byte[length];
        in.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** A slice of the frame, not a copy: it lives as long as the frame does. */
    public Payload records(String field, boolean flexible) {
        return slice(field, presentLength(field, flexible));
    }

    /** A slice of the frame, not a copy: it lives as long as the frame does. */
    public @Nullable Payload nullableRecords(String field, boolean flexible) {
        var length = length(field, flexible);
        return length == -1 ? null : slice(field, length);
    }

    private Payload slice(String field, int length) {
        checkLength(field, length);
        var slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        return new BytesPayload(slice);
    }

    /**
     * How many elements follow.
     *
     * @param leastBytes the fewest bytes an element can have, so that the count is justified by what is left; at least 1
     */
    public int count(String field, boolean flexible, int leastBytes) {
        var count = presentLength(field, flexible);
        checkCount(field, count, leastBytes);
        return count;
    }

    /** As {@link #count}, with -1 for null. */
    public int nullableCount(String field, boolean flexible, int leastBytes) {
        var count = length(field, flexible);
        if (count != -1) {
            checkCount(field, count, leastBytes);
        }
        return count;
    }

    private void checkCount(String field, int count, int leastBytes) {
        if (count < 0 || (long) count * leastBytes > in.remaining()) {
            throw new MalformedMessage(
                    field,
                    "claims " + count + " elements of at least " + leastBytes + " bytes, " + in.remaining()
                            + " bytes are left");
        }
        elements += count;
        if (elements > mostElements) {
            throw new MalformedMessage(
                    field, "claims " + count + " elements; with those before them, more than " + mostElements);
        }
    }

    private int presentLength(String field, boolean flexible) {
        var length = length(field, flexible);
        if (length < 0) {
            throw isNull(field, length);
        }
        return length;
    }

    private int length(String field, boolean flexible) {
        return flexible ? compactLength(field) : int32(field);
    }

    private int compactLength(String field) {
        var lengthPlusOne = unsignedVarint(field);
        if (lengthPlusOne < 0) {
            throw new MalformedMessage(field, "claims a length of " + ((lengthPlusOne & 0xFFFF_FFFFL) - 1));
        }
        return lengthPlusOne - 1;
    }

    private static MalformedMessage isNull(String field, int length) {
        return new MalformedMessage(
                field, length == -1 ? "is null but must not be" : "has a negative length, " + length);
    }

    private void checkLength(String field, int length) {
        if (length < 0) {
            throw isNull(field, length);
        }
        if (length > in.remaining()) {
            throw tooShort(field, length);
        }
    }

    /** A boolean in front of a struct says whether it is there: 1, or -1 for null. */
    public boolean present(String field) {
        return int8(field) >= 0;
    }

    /** How many tagged fields follow. */
    public int tagCount() {
        var count = unsignedVarint("tags");
        checkCount("tags", count, 2);
        return count;
    }

    /** The next tag, which must be above the one before (-1 at first). */
    public int tag(int previous) {
        var tag = unsignedVarint("tag");
        if (tag <= previous) {
            throw new MalformedMessage("tag", tag + " comes after " + previous);
        }
        return tag;
    }

    /** Reads the size of the tagged field that begins; where it will have ended, for {@link #endTag}. */
    public int beginTag(int tag) {
        var size = unsignedVarint("tag " + tag);
        if (size < 0 || size > in.remaining()) {
            throw tooShort("tag " + tag, size & 0xFFFF_FFFFL);
        }
        return in.position() + size;
    }

    /** Fails if the tagged field was longer or shorter than announced. */
    public void endTag(int tag, int end) {
        if (in.position() != end) {
            throw new MalformedMessage("tag " + tag, "ends " + (in.position() - end) + " bytes off its announced end");
        }
    }

    /** Keeps the rest of a tagged field that nobody here knows. */
    public List<RawTag> rawTag(@Nullable List<RawTag> sofar, int tag, int end) {
        var tags = sofar == null ? new ArrayList<RawTag>(1) : sofar;
        tags.add(new RawTag(tag, copy("tag " + tag, end - in.position())));
        return tags;
    }

    /** All tagged fields of a struct that knows none. Null if there are none, which is the common case. */
    public @Nullable List<RawTag> rawTags() {
        if (in.hasRemaining() && in.get(in.position()) == 0) {
            in.position(in.position() + 1);
            return null;
        }
        List<RawTag> tags = null;
        var tag = -1;
        for (var left = tagCount(); left > 0; left--) {
            tag = tag(tag);
            tags = rawTag(tags, tag, beginTag(tag));
        }
        return tags;
    }

    /** Keeps unknown tags, if there are any, with the record they belong to. */
    public <T> T keep(T struct, @Nullable List<RawTag> tags) {
        if (tags != null) {
            if (unknownTags == null) {
                unknownTags = new UnknownTags();
            }
            unknownTags.put(struct, tags);
        }
        return struct;
    }
}
