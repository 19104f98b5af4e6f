package io.ottla.replication.partition.request;

import io.ottla.wire.ErrorCode;

/** What became of a {@link FollowStep}. */
public sealed interface FollowOutcome {
    /** It is done, and the log stands here. */
    record At(FollowStep.Position position) implements FollowOutcome {}

    /**
     * It is not.
     *
     * @param error NOT_LEADER_OR_FOLLOWER if the partition does not follow in that epoch, now or any more
     */
    record Refused(ErrorCode error, String message) implements FollowOutcome {}
}
