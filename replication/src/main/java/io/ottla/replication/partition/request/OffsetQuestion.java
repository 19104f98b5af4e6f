package io.ottla.replication.partition.request;

/**
 * One question of ListOffsets. Immutable.
 *
 * @param timestampMs a time, or one of the special values below
 * @param limit how far the asker may read
 * @param leaderEpoch the leader epoch the asker believes in; {@link Leadership#NO_EPOCH} if it does not say
 */
public record OffsetQuestion(long timestampMs, ReadLimit limit, int leaderEpoch) {
    /** The end, as far as the asker may read. */
    public static final long LATEST = -1;
    /** The first record there is. */
    public static final long EARLIEST = -2;
    /** The first record with the largest timestamp (KIP-734). */
    public static final long MAX_TIMESTAMP = -3;
    /** The first record on this broker's own disks (KIP-405). */
    public static final long EARLIEST_LOCAL = -4;
    /** The last record in remote storage (KIP-1005). */
    public static final long LATEST_TIERED = -5;
    /** The first record not yet in remote storage (KIP-1023). */
    public static final long EARLIEST_PENDING_UPLOAD = -6;
}
