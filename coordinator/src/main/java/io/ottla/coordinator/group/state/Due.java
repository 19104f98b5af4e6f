package io.ottla.coordinator.group.state;

/** What may become due. Immutable. */
public sealed interface Due {
    /** A member has been silent for too long, or nobody has joined with the id it was given. */
    record SessionEnds(String group, String member) implements Due {}

    /** The members have had enough time to join. */
    record JoiningEnds(String group) implements Due {}

    /** The members have had enough time to ask for their assignment. */
    record SyncingEnds(String group) implements Due {}

    /** It is to be looked for offsets to forget. */
    record ExpiryCheck() implements Due {}
}
