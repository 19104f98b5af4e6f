package io.ottla.replication.partition.request;

/**
 * Whoever asked for an append, and what he is told. Both are called exactly once, {@link #written} first, on the partition's
 * loop; either may come before the call that appended has returned. Must be quick and must not fail.
 */
public interface AppendCallback {
    /** For {@link #patienceMs}. */
    long AS_LONG_AS_IT_TAKES = Long.MAX_VALUE;

    /** How long it may take until all in-sync replicas have the batch; then REQUEST_TIMED_OUT, though it is in the log. */
    default long patienceMs() {
        return AS_LONG_AS_IT_TAKES;
    }

    /** Whose append this is: those of one source are written in the order they were asked for. */
    default Object source() {
        return this;
    }

    /** The bytes handed over are no longer looked at: their buffer may be given back. Says nothing of success. */
    void written();

    /** As many replicas have the batch as {@code acks} asked for, or it was refused. */
    void completed(AppendResult result);
}
