package io.ottla.log;

import io.ottla.log.segment.Segment;
import java.util.List;

/** Which segments a log need not keep. Pure. */
final class Retention {
    private Retention() {}

    /** What retention looks at. {@code excessBytes} is how much the log is too large by; negative if it is not. */
    record Terms(LogSettings settings, long logStartOffset, long highWatermark, long excessBytes, long nowMs) {}

    /**
     * How many of the first segments may go.
     *
     * @return {@code -1 - n} if the time of segment {@code n} has to be read from disk first to tell
     */
    static int expired(List<Segment> segments, Terms terms) {
        var excessBytes = terms.excessBytes();
        for (var i = 0; i < segments.size() - 1; i++) {
            var segment = segments.get(i);
            var endOffset = segments.get(i + 1).baseOffset();
            excessBytes -= segment.sealedBytes();
            if (endOffset <= terms.logStartOffset()) {
                continue;
            }
            var settings = terms.settings();
            if (!settings.deletesOld() || endOffset > terms.highWatermark()) {
                return i;
            }
            if (settings.retentionBytes() >= 0 && excessBytes >= 0) {
                continue;
            }
            if (settings.retentionMs() < 0) {
                return i;
            }
            if (!segment.knowsLargestTimestamp()) {
                return -1 - i;
            }
            if (terms.nowMs() - segment.knownLargestTimestampMs() <= settings.retentionMs()) {
                return i;
            }
        }
        return segments.size() - 1;
    }
}
