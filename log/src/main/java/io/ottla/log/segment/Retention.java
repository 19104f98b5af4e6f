package io.ottla.log.segment;

import java.util.List;

/**
 * Which segments a log need not keep. Pure.
 *
 * @param logStartOffset what lies below is gone already
 * @param highWatermark what lies above is kept whatever its age
 * @param excessBytes how much the log is too large by; negative if it may be any size
 * @param oldestMs what is older goes; {@link Long#MIN_VALUE} if it may be any age
 */
public record Retention(long logStartOffset, long highWatermark, long excessBytes, long oldestMs) {
    /**
     * How many of the first segments may go; never the last one.
     *
     * @return {@code -1 - n} if the time of segment {@code n} has to be read from disk first to tell
     */
    public int expired(List<Segment> segments) {
        var excess = excessBytes;
        for (var i = 0; i < segments.size() - 1; i++) {
            var segment = segments.get(i);
            var endOffset = segments.get(i + 1).baseOffset();
            excess -= segment.sealedBytes();
            if (endOffset <= logStartOffset) {
                continue;
            }
            if (endOffset > highWatermark) {
                return i;
            }
            if (excess >= 0) {
                continue;
            }
            if (oldestMs == Long.MIN_VALUE) {
                return i;
            }
            if (!segment.knowsLargestTimestamp()) {
                return -1 - i;
            }
            if (segment.knownLargestTimestampMs() >= oldestMs) {
                return i;
            }
        }
        return segments.size() - 1;
    }
}
