package io.ottla.log;

/**
 * Where a leader epoch ends in this log: the largest epoch not above the one asked for, and the offset behind its last
 * record. Both -1 if nothing is known (OffsetForLeaderEpoch's undefined answer).
 */
public record EpochEnd(int leaderEpoch, long endOffset) {
    public static final EpochEnd UNDEFINED = new EpochEnd(-1, -1);
}
