package io.ottla.replication.partition.request;

import io.ottla.log.EpochEnd;
import java.nio.ByteBuffer;

/** What whoever fetches for a following partition asks of it. Each is for one leader epoch, and refused in any other. Immutable. */
public sealed interface FollowStep {
    int leaderEpoch();

    /** Tell where to fetch from. */
    record Begin(int leaderEpoch) implements FollowStep {}

    /**
     * Write what the leader has sent.
     *
     * @param fetchOffset what the leader was asked for
     * @param records position to limit; the last batch may be cut short; left alone until the answer; may be empty
     * @param highWatermark the leader's
     * @param logStartOffset the leader's
     */
    record Take(int leaderEpoch, long fetchOffset, ByteBuffer records, long highWatermark, long logStartOffset)
            implements FollowStep {}

    /** Drop what the leader does not have: its log and this one part behind {@code leaders}, if not before. */
    record CutBack(int leaderEpoch, EpochEnd leaders) implements FollowStep {}

    /** The leader's log is {@code [logStartOffset .. endOffset)} and does not hold what was asked for. */
    record Relocate(int leaderEpoch, long logStartOffset, long endOffset) implements FollowStep {}

    /**
     * How far a follower has come.
     *
     * @param endOffset everything below it is held here, as surely as the topic asks for
     * @param lastEpoch of its last record; -1 if it has none
     */
    record Position(long endOffset, int lastEpoch, long logStartOffset, long highWatermark) {}
}
