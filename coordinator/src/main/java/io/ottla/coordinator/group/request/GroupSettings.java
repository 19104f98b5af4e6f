package io.ottla.coordinator.group.request;

/**
 * What the broker is told about classic groups and their offsets. Immutable.
 *
 * @param initialDelayMs group.initial.rebalance.delay.ms: the longest pause in the stream of new members that a new group sits out
 *     (decisions/0010)
 * @param minSessionMs group.min.session.timeout.ms
 * @param maxSessionMs group.max.session.timeout.ms
 * @param maxMembers group.max.size
 * @param metadataMaxChars offset.metadata.max.bytes, which Kafka compares with a number of characters
 * @param retentionMs offsets.retention.minutes
 * @param checkIntervalMs offsets.retention.check.interval.ms
 */
public record GroupSettings(
        int initialDelayMs,
        int minSessionMs,
        int maxSessionMs,
        int maxMembers,
        int metadataMaxChars,
        long retentionMs,
        long checkIntervalMs) {
    /** A member nobody has heard of since it first joined is given up after this long: Kafka's own constant. */
    public static final int NEW_MEMBER_JOIN_MS = 300_000;

    private static final int QUIET_PART = 12;
    private static final int LEAST_QUIET_MS = 100;

    /** Kafka's defaults. */
    public static GroupSettings defaults() {
        return new GroupSettings(3000, 6000, 1_800_000, Integer.MAX_VALUE, 4096, 7L * 24 * 3600 * 1000, 600_000);
    }

    /**
     * A new group begins once nobody has joined for so long.
     *
     * @param longestGapMs between two members so far: where they come slowly, the next one may be as slow
     */
    public long quietMs(long longestGapMs) {
        long least = Math.max(initialDelayMs / QUIET_PART, LEAST_QUIET_MS);
        return Math.min(initialDelayMs, Math.max(least, 2 * longestGapMs));
    }
}
