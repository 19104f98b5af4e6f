package io.ottla.coordinator.group.request;

/**
 * What the version of a JoinGroup allows. Immutable.
 *
 * @param needsKnownId a new member is given an id and has to come again with it (KIP-394)
 * @param maySkip a static leader that returns can be told to leave the assignment as it is (KIP-814)
 */
public record JoinRules(boolean needsKnownId, boolean maySkip) {}
