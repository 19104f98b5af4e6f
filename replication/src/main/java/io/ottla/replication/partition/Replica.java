package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;

/** What the leader knows of one other replica. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Replica {
    private final int brokerId;
    private long endOffset;

    Replica(int brokerId) {
        this.brokerId = brokerId;
    }

    int brokerId() {
        return brokerId;
    }

    /** Everything below this the replica has told us it holds; 0 until it first fetches. */
    long endOffset() {
        return endOffset;
    }

    /** A fetch from {@code offset} says that the replica holds everything below it. */
    void fetchedFrom(long offset) {
        endOffset = offset;
    }
}
