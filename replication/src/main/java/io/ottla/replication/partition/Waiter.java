package io.ottla.replication.partition;

/** Someone who waits for a partition to move on, as a long-polling fetch does. */
public interface Waiter {
    /**
     * What was waited for has come to be, or the partition has changed its role or become unavailable: look again. Called at most
     * once per wait, on the partition's loop.
     */
    void moved(PartitionRef partition);

    /** True once nobody waits any more; such a waiter is forgotten without a call. Called on the partition's loop. */
    boolean isDone();
}
