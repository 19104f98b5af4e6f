package io.ottla.replication.partition.request;

/** How far someone may read. */
public enum ReadLimit {
    /** A consumer: what every in-sync replica has. */
    HIGH_WATERMARK,
    /** A consumer with isolation.level=read_committed: up to the first undecided transaction. */
    LAST_STABLE_OFFSET,
    /** A replica: everything there is. */
    LOG_END
}
