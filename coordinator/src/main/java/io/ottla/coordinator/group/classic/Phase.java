package io.ottla.coordinator.group.classic;

import io.ottla.coordinator.group.request.GroupState;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/** Where a classic group stands, with what means something only there. Immutable. */
public sealed interface Phase {
    GroupState state();

    /** No members. */
    record Empty() implements Phase {
        @Override
        public GroupState state() {
            return GroupState.EMPTY;
        }
    }

    /**
     * Members are joining.
     *
     * @param isFirst the group was empty: it waits until no more members come
     * @param beganMs in ticks
     * @param lastJoinMs in ticks, when a member came that was not there before
     * @param longestGapMs between two such members
     */
    record Preparing(boolean isFirst, long beganMs, long lastJoinMs, long longestGapMs) implements Phase {
        /** One more member has come. */
        public Preparing joined(long nowMs) {
            return new Preparing(isFirst, beganMs, nowMs, Math.max(longestGapMs, nowMs - lastJoinMs));
        }

        @Override
        public GroupState state() {
            return GroupState.PREPARING_REBALANCE;
        }
    }

    /**
     * The leader's assignment is awaited.
     *
     * @param unsynced members that have not asked for theirs
     */
    record Completing(@Override PSet<String> unsynced) implements Phase {
        @Override
        public GroupState state() {
            return GroupState.COMPLETING_REBALANCE;
        }
    }

    /**
     * The assignment is there.
     *
     * @param unsynced members that have not asked for theirs
     */
    record Stable(@Override PSet<String> unsynced) implements Phase {
        @Override
        public GroupState state() {
            return GroupState.STABLE;
        }
    }

    /** This without {@code member} among those who have not synced. */
    default Phase synced(String member) {
        if (this instanceof Completing completing) {
            return new Completing(completing.unsynced().minus(member));
        }
        if (this instanceof Stable stable) {
            return new Stable(stable.unsynced().minus(member));
        }
        return this;
    }

    /** Members that have not asked for their assignment; nobody where there is none to ask for. */
    default PSet<String> unsynced() {
        return HashTreePSet.empty();
    }
}
