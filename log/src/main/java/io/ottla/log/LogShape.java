package io.ottla.log;

import io.ottla.log.directory.LogHome;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.AbortedTransactions;
import io.ottla.log.segment.OffsetIndex;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentTail;
import io.ottla.log.segment.TimeIndex;
import java.util.List;

/**
 * What of a log changes seldom, shared by view after view: its segments by base offset, the index entries of the last one,
 * epochs and aborted transactions. Immutable.
 */
record LogShape(
        LogHome home,
        List<Segment> segments,
        long sealedBytes,
        OffsetIndex offsets,
        TimeIndex times,
        EpochHistory epochs,
        AbortedTransactions aborted) {
    /**
     * The numbers of a log at one moment.
     *
     * @param activeBytes how much of the last segment's file is written
     */
    record Marks(
            long logStartOffset,
            long endOffset,
            long highWatermark,
            long lastStableOffset,
            long recoveryPoint,
            int activeBytes) {}

    /** Does it still say what the owner knows? */
    boolean isCurrent(
            List<Segment> nowSegments, SegmentTail tail, EpochHistory nowEpochs, AbortedTransactions nowAborted) {
        return isSame(segments, nowSegments)
                && isSame(offsets, tail.offsets())
                && isSame(times, tail.times())
                && isSame(epochs, nowEpochs)
                && isSame(aborted, nowAborted);
    }

    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    /** The place of the segment that holds {@code offset}, or of the first one if it lies before all. */
    int segmentAt(long offset) {
        var low = 0;
        var high = segments.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (segments.get(middle).baseOffset() <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Math.max(0, high);
    }

    boolean isLast(int segment) {
        return segment == segments.size() - 1;
    }
}
