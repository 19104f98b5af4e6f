package io.ottla.log.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How timestamps grow along a segment: pairs of the largest timestamp so far and the last offset of the batch that brought
 * it. Immutable; an index that grows is a new one over the same arrays.
 */
public final class TimeIndex {
    /** Bytes of an entry in the file: timestamp long, relative offset int. */
    public static final int ENTRY_BYTES = 12;

    public static final TimeIndex EMPTY = new TimeIndex(new long[0], new int[0], 0);

    private final long[] timestamps;
    private final int[] relativeOffsets;
    private final int count;

    private TimeIndex(long[] timestamps, int[] relativeOffsets, int count) {
        this.timestamps = timestamps;
        this.relativeOffsets = relativeOffsets;
        this.count = count;
    }

    /** With one more entry if its timestamp is larger than the last, else unchanged; see {@link OffsetIndex#plus}. */
    TimeIndex plusIfLater(long timestampMs, int relativeOffset) {
        if (timestampMs <= lastTimestampMs()) {
            return this;
        }
        var full = count == timestamps.length;
        var times = full ? Arrays.copyOf(timestamps, Math.max(16, count * 2)) : timestamps;
        var offsets = full ? Arrays.copyOf(relativeOffsets, times.length) : relativeOffsets;
        times[count] = timestampMs;
        offsets[count] = relativeOffset;
        return new TimeIndex(times, offsets, count + 1);
    }

    /** The entries whose offset is not above {@code relativeOffset}, free to grow another way. */
    TimeIndex upTo(long relativeOffset) {
        var kept = count;
        while (kept > 0 && relativeOffsets[kept - 1] > relativeOffset) {
            kept--;
        }
        return kept == 0
                ? EMPTY
                : new TimeIndex(Arrays.copyOf(timestamps, kept), Arrays.copyOf(relativeOffsets, kept), kept);
    }

    public int count() {
        return count;
    }

    public long timestampMs(int entry) {
        return timestamps[entry];
    }

    public int relativeOffset(int entry) {
        return relativeOffsets[entry];
    }

    /** -1 if empty. */
    public long lastTimestampMs() {
        return count == 0 ? -1 : timestamps[count - 1];
    }

    /** 0 if empty. */
    public int lastRelativeOffset() {
        return count == 0 ? 0 : relativeOffsets[count - 1];
    }

    /** A relative offset at or before the first batch with a timestamp not below {@code timestampMs}. */
    public int offsetAtOrBefore(long timestampMs) {
        var low = 0;
        var high = count - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (timestamps[middle] < timestampMs) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : relativeOffsets[high];
    }

    /** As the .timeindex file has it. */
    ByteBuffer toBytes() {
        var bytes = ByteBuffer.allocate(count * ENTRY_BYTES);
        for (var i = 0; i < count; i++) {
            bytes.putLong(timestamps[i]).putInt(relativeOffsets[i]);
        }
        return bytes.flip();
    }

    /** Reads entries for as long as timestamps grow and offsets do not go back. */
    static TimeIndex parse(ByteBuffer bytes) {
        var room = bytes.remaining() / ENTRY_BYTES;
        var times = new long[room];
        var offsets = new int[room];
        var count = 0;
        while (count < room) {
            var time = bytes.getLong();
            var offset = bytes.getInt();
            if (count == 0 ? time < 0 || offset < 0 : time <= times[count - 1] || offset < offsets[count - 1]) {
                break;
            }
            if (count == 0 && time == 0 && offset == 0) {
                break; // an empty, preallocated file
            }
            times[count] = time;
            offsets[count++] = offset;
        }
        return count == 0 ? EMPTY : new TimeIndex(times, offsets, count);
    }
}
