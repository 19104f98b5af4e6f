package io.ottla.replication.controller.request;

/**
 * What became of a {@link Registration}.
 *
 * @param brokerEpoch what the broker must name in everything it sends as this incarnation; -1 if it was refused
 */
public record Registered(Outcome outcome, long brokerEpoch) {}
