package io.ottla.replication.controller.request;

/** What somebody wants of an election, with Kafka's numbers: 0 and 1 in this order. */
public enum ElectionKind {
    /** The first replica shall lead. */
    PREFERRED,
    /** Somebody shall lead, even if it lacks records. */
    UNCLEAN
}
