package io.ottla.coordinator.group.state;

import io.ottla.coordinator.group.classic.ClassicGroup;

/** What moves the groups of one partition. The first four are kept in the log, a group only where it says so. Immutable. */
public sealed interface GroupChange {
    void applyTo(Groups groups);

    /**
     * A group is as it is now.
     *
     * @param isKept written down; what is not written is gone after a restart, as members are that have not finished joining
     */
    record GroupMoved(ClassicGroup after, boolean isKept) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.put(after);
        }
    }

    /** A group is gone. */
    record GroupForgotten(String group) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.forget(group);
        }
    }

    /** A group has read so far. Makes a group without members if there is none of that name. */
    record OffsetCommitted(String group, String topic, int partition, CommittedOffset offset) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.commit(this);
        }
    }

    /** It is no longer known how far a group has read. */
    record OffsetForgotten(String group, String topic, int partition) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.forget(this);
        }
    }

    /** Something is due then, in ticks, and not when it was before. */
    record DeadlineSet(Due due, long atMs) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.deadlines().set(due, atMs);
        }
    }

    /** Something is not due any more. */
    record DeadlineCleared(Due due) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.deadlines().clear(due);
        }
    }

    /** A client has asked where to find a group, at that tick: it may be about to join. */
    record SeekerSeen(String group, String clientId, long atMs) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.seekers().add(group, clientId, atMs);
        }
    }

    /** A client that asked has come. */
    record SeekerArrived(String group, String clientId) implements GroupChange {
        @Override
        public void applyTo(Groups groups) {
            groups.seekers().remove(group, clientId);
        }
    }
}
