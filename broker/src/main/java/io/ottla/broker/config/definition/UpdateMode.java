package io.ottla.broker.config.definition;

/** Whether a broker's setting may change while it runs, and for whom. */
public enum UpdateMode {
    /** Only in the file, before the start. */
    READ_ONLY,
    /** For each broker on its own. */
    PER_BROKER,
    /** For each broker, or for all that have nothing of their own. */
    CLUSTER_WIDE
}
