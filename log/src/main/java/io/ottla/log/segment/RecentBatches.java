package io.ottla.log.segment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each of the last few hundred batches of a segment begins, so that a reader near the end needs neither index nor file
 * to find its place. Immutable; one that grows is a new one over the same array.
 */
public final class RecentBatches {
    /** Says that the offset lies further back than is remembered, or further ahead. */
    public static final int UNKNOWN = -1;

    public static final RecentBatches EMPTY = new RecentBatches(null, new long[0], 0);

    private static final int FIRST_CHUNK = 8;
    private static final int LARGEST_CHUNK = 256;

    /** The chunk before this one; its own predecessor is forgotten. */
    private final @Nullable RecentBatches before;

    /** Last offset in the upper half, position in the lower, as in {@link OffsetIndex}. */
    private final long[] entries;

    private final int count;

    private RecentBatches(@Nullable RecentBatches before, long[] entries, int count) {
        this.before = before;
        this.entries = entries;
        this.count = count;
    }

    /** With one more batch; only the newest may be added to. */
    RecentBatches plus(int lastRelativeOffset, int position) {
        var entry = (long) lastRelativeOffset << 32 | position;
        if (count < entries.length) {
            entries[count] = entry;
            return new RecentBatches(before, entries, count + 1);
        }
        var size = Math.max(FIRST_CHUNK, Math.min(LARGEST_CHUNK, entries.length * 2));
        if (entries.length < LARGEST_CHUNK) {
            var grown = Arrays.copyOf(entries, size);
            grown[count] = entry;
            return new RecentBatches(before, grown, count + 1);
        }
        var fresh = new long[size];
        fresh[0] = entry;
        return new RecentBatches(new RecentBatches(null, entries, count), fresh, 1);
    }

    /**
     * Where the first batch begins whose last offset is not below {@code relativeOffset}.
     *
     * @return {@link #UNKNOWN} if that batch is not known to be among those remembered
     */
    public int position(long relativeOffset) {
        var here = ceiling(relativeOffset);
        if (here == count) {
            return UNKNOWN;
        }
        if (here > 0) {
            return (int) entries[here];
        }
        if (before == null) {
            return (int) entries[0] == 0 ? 0 : UNKNOWN; // perhaps it lies in a batch further back
        }
        var there = before.ceiling(relativeOffset);
        if (there == before.count) {
            return (int) entries[0];
        }
        return there > 0 ? (int) before.entries[there] : UNKNOWN;
    }

    private int ceiling(long relativeOffset) {
        var low = 0;
        var high = count - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if ((entries[middle] >>> 32) < relativeOffset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
