package io.ottla.log;

/**
 * What a topic's configuration means to its log; names and defaults are Kafka's. -1 is "no limit" for retention. Immutable.
 *
 * @param segmentBytes segment.bytes: a segment is not made larger than this
 * @param segmentMs segment.ms: a segment is closed once a record this much younger than its first arrives
 * @param segmentJitterMs segment.jitter.ms: up to this much less, chosen anew for each segment
 * @param segmentIndexBytes segment.index.bytes: a segment is closed when its index would grow beyond this
 * @param indexIntervalBytes index.interval.bytes: one index entry for so many bytes of log
 * @param retentionMs retention.ms
 * @param retentionBytes retention.bytes
 * @param deletesOld cleanup.policy names "delete"
 * @param compacts cleanup.policy names "compact": offsets need not follow each other without gaps
 * @param flushMessages flush.messages: fsync after so many records
 * @param flushMs flush.ms: fsync what is older than this
 * @param fileDeleteDelayMs file.delete.delay.ms: a file taken away is kept under another name for so long
 */
public record LogSettings(
        int segmentBytes,
        long segmentMs,
        long segmentJitterMs,
        int segmentIndexBytes,
        int indexIntervalBytes,
        long retentionMs,
        long retentionBytes,
        boolean deletesOld,
        boolean compacts,
        long flushMessages,
        long flushMs,
        long fileDeleteDelayMs) {
    private static final LogSettings DEFAULTS = new LogSettings(
            1 << 30,
            604_800_000,
            0,
            10 << 20,
            4096,
            604_800_000,
            -1,
            true,
            false,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            60_000);

    /** Kafka's defaults. */
    public static LogSettings defaults() {
        return DEFAULTS;
    }

    public LogSettings withSegmentBytes(int bytes) {
        return rebuilt().segmentBytes(bytes).build();
    }

    public LogSettings withFlushMessages(long messages) {
        return rebuilt().flushMessages(messages).build();
    }

    /** Starts from these settings. */
    public Builder rebuilt() {
        return new Builder(this);
    }

    /** Collects changes to settings; each method is named after its component. */
    public static final class Builder {
        private int segmentBytes;
        private long segmentMs;
        private long segmentJitterMs;
        private int segmentIndexBytes;
        private int indexIntervalBytes;
        private long retentionMs;
        private long retentionBytes;
        private boolean deletesOld;
        private boolean compacts;
        private long flushMessages;
        private long flushMs;
        private long fileDeleteDelayMs;

        private Builder(LogSettings from) {
            segmentBytes = from.segmentBytes;
            segmentMs = from.segmentMs;
            segmentJitterMs = from.segmentJitterMs;
            segmentIndexBytes = from.segmentIndexBytes;
            indexIntervalBytes = from.indexIntervalBytes;
            retentionMs = from.retentionMs;
            retentionBytes = from.retentionBytes;
            deletesOld = from.deletesOld;
            compacts = from.compacts;
            flushMessages = from.flushMessages;
            flushMs = from.flushMs;
            fileDeleteDelayMs = from.fileDeleteDelayMs;
        }

        public Builder segmentBytes(int bytes) {
            segmentBytes = bytes;
            return this;
        }

        public Builder segmentMs(long ms) {
            segmentMs = ms;
            return this;
        }

        public Builder segmentJitterMs(long ms) {
            segmentJitterMs = ms;
            return this;
        }

        public Builder segmentIndexBytes(int bytes) {
            segmentIndexBytes = bytes;
            return this;
        }

        public Builder indexIntervalBytes(int bytes) {
            indexIntervalBytes = bytes;
            return this;
        }

        public Builder retentionMs(long ms) {
            retentionMs = ms;
            return this;
        }

        public Builder retentionBytes(long bytes) {
            retentionBytes = bytes;
            return this;
        }

        public Builder deletesOld(boolean deletes) {
            deletesOld = deletes;
            return this;
        }

        public Builder compacts(boolean compacts) {
            this.compacts = compacts;
            return this;
        }

        public Builder flushMessages(long messages) {
            flushMessages = messages;
            return this;
        }

        public Builder flushMs(long ms) {
            flushMs = ms;
            return this;
        }

        public Builder fileDeleteDelayMs(long ms) {
            fileDeleteDelayMs = ms;
            return this;
        }

        public LogSettings build() {
            return new LogSettings(
                    segmentBytes,
                    segmentMs,
                    segmentJitterMs,
                    segmentIndexBytes,
                    indexIntervalBytes,
                    retentionMs,
                    retentionBytes,
                    deletesOld,
                    compacts,
                    flushMessages,
                    flushMs,
                    fileDeleteDelayMs);
        }
    }
}
