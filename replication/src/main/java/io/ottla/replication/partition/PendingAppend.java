package io.ottla.replication.partition;

import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;

/** An append that has its place in the log and waits: for the end of the turn, then perhaps for replicas or the disk. */
record PendingAppend(Partition partition, AppendCallback callback, AppendResult result, short acks) {
    /** The log must be held up to here, exclusive, before the append is acknowledged. */
    long requiredEnd() {
        return result.lastOffset() + 1;
    }
}
