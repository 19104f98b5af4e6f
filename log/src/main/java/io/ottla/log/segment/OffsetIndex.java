package io.ottla.log.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where batches lie in a segment: for about every index.interval.bytes of it, the last offset of one batch and the position
 * at which that batch begins. Immutable; an index that grows is a new one over the same array.
 */
public final class OffsetIndex {
    /** Bytes of an entry in the file: relative offset and position, both int. */
    public static final int ENTRY_BYTES = 8;

    public static final OffsetIndex EMPTY = new OffsetIndex(new long[0], 0);

    /** Relative offset in the upper, position in the lower half. Both are below 2^31, so order by offset is plain order. */
    private final long[] entries;

    private final int count;

    private OffsetIndex(long[] entries, int count) {
        this.entries = entries;
        this.count = count;
    }

    /**
     * With one more entry. Views made before stay as they are; only the newest may be appended to.
     *
     * @param relativeOffset larger than the last one
     */
    OffsetIndex plus(int relativeOffset, int position) {
        var grown = count < entries.length ? entries : Arrays.copyOf(entries, Math.max(16, count * 2));
        grown[count] = (long) relativeOffset << 32 | position;
        return new OffsetIndex(grown, count + 1);
    }

    /** The first {@code newCount} entries, free to grow another way. */
    OffsetIndex first(int newCount) {
        return newCount == 0 ? EMPTY : new OffsetIndex(Arrays.copyOf(entries, newCount), newCount);
    }

    public int count() {
        return count;
    }

    public int relativeOffset(int entry) {
        return (int) (entries[entry] >>> 32);
    }

    public int position(int entry) {
        return (int) entries[entry];
    }

    /** The last entry whose offset is not above {@code relativeOffset}; -1 if there is none. */
    public int floor(long relativeOffset) {
        var low = 0;
        var high = count - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (relativeOffset(middle) <= relativeOffset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** A position at or before the first batch whose last offset is not below {@code relativeOffset}. */
    public int positionAtOrBefore(long relativeOffset) {
        var entry = floor(relativeOffset);
        return entry < 0 ? 0 : position(entry);
    }

    /** The first entry at or behind {@code position}; {@link #count} if there is none. */
    public int firstAtOrBehind(long position) {
        var low = 0;
        var high = count - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (position(middle) < position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** As the .index file has it. */
    ByteBuffer toBytes() {
        var bytes = ByteBuffer.allocate(count * ENTRY_BYTES);
        for (var i = 0; i < count; i++) {
            bytes.putLong(entries[i]);
        }
        return bytes.flip();
    }

    /**
     * Reads entries for as long as they make sense: offsets and positions growing, positions below {@code segmentBytes}.
     * What a crash or a preallocated file left behind them (zeros, scraps) is not taken.
     */
    static OffsetIndex parse(ByteBuffer bytes, long segmentBytes) {
        var entries = new long[bytes.remaining() / ENTRY_BYTES];
        var count = 0;
        long lastOffset = -1;
        long lastPosition = -1;
        while (count < entries.length) {
            var entry = bytes.getLong();
            var offset = (int) (entry >>> 32);
            var position = (int) entry;
            if (offset <= lastOffset || position <= lastPosition || position >= segmentBytes) {
                break;
            }
            lastOffset = offset;
            lastPosition = position;
            entries[count++] = entry;
        }
        return count == 0 ? EMPTY : new OffsetIndex(entries, count);
    }
}
