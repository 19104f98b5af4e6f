package io.ottla.coordinator.group.state;

/**
 * How far a group has read one partition. Immutable.
 *
 * @param leaderEpoch of the last record read; -1 if the client did not say
 * @param metadata whatever the client wants to find there again
 * @param expireMs when it is to be forgotten, in ms since the epoch, if its client said so (before version 5); else -1
 */
public record CommittedOffset(long offset, int leaderEpoch, String metadata, long commitMs, long expireMs) {
    /** As a field: not said. */
    public static final int NONE = -1;
}
