package io.ottla.replication.follower;

import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.request.FollowStep;
import org.jspecify.annotations.Nullable;

/** One partition in one leader epoch, as its {@link Fetcher} sees it. Lives on the fetcher's loop. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Followed {
    private static final long NOT_YET = Long.MAX_VALUE;

    private final Place place;
    private final PartitionRef partition;
    private final int leaderEpoch;
    private final Rest rest = new Rest();
    private State state = State.BUSY;
    private FollowStep.@Nullable Position position;
    private boolean isInSession;
    private boolean isNoted;
    /** The request that first asked from {@link #position}: answers to earlier ones are about something else. */
    private long askedWith = NOT_YET;

    private long restsUntilNanos;

    enum State {
        /** To be fetched. */
        READY,
        /** Its records are being written: the next request waits for that. */
        WRITING,
        /** Something takes longer: its place is looked for, or the log is cut back. */
        BUSY,
        /** Did not work; tried again later. */
        RESTING,
        /** Waits for another leader epoch, or for its disk. */
        OUT
    }

    Followed(Place place, PartitionRef partition, int leaderEpoch) {
        this.place = place;
        this.partition = partition;
        this.leaderEpoch = leaderEpoch;
    }

    Place place() {
        return place;
    }

    PartitionRef partition() {
        return partition;
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    Rest rest() {
        return rest;
    }

    State state() {
        return state;
    }

    boolean is(State asked) {
        return state == asked;
    }

    void now(State next) {
        state = next;
    }

    /** Null until the partition has said. */
    FollowStep.@Nullable Position position() {
        return position;
    }

    void position(FollowStep.@Nullable Position next) {
        position = next;
        askedWith = NOT_YET;
    }

    /** Does the leader know that it is wanted? */
    boolean isInSession() {
        return isInSession;
    }

    void inSession(boolean now) {
        isInSession = now;
    }

    /** Is it in the list of what the next request tells? */
    boolean isNoted() {
        return isNoted;
    }

    void noted(boolean now) {
        isNoted = now;
    }

    long askedWith() {
        return askedWith;
    }

    void askedWith(long request) {
        askedWith = request;
    }

    long restsUntilNanos() {
        return restsUntilNanos;
    }

    void restsUntil(long nanos) {
        restsUntilNanos = nanos;
    }

    @Override
    public String toString() {
        return partition + " " + state + " in epoch " + leaderEpoch + " at " + position;
    }
}
