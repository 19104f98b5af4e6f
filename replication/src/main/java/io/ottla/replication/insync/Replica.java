package io.ottla.replication.insync;

import io.ottla.base.OwnedBy;

/**
 * What the leader knows of one other replica. Its facts may be read by any thread; the partition's loop writes them.
 *
 * <p>A replica counts as caught up until when it last held everything the leader had: at a fetch from the leader's end, or, since what
 * comes in while the answer is under way must not count against it, at the fetch before one from where the end was then.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Replica {
    /** It has not fetched since this broker leads. */
    static final long UNKNOWN = -1;

    private final int brokerId;
    private volatile boolean isInSync;
    private volatile long endOffset = UNKNOWN;
    private volatile long brokerEpoch = UNKNOWN;
    /** Has {@link #caughtUpNanos} a meaning? */
    private boolean wasCaughtUp;

    private long caughtUpNanos;
    private long lastFetchNanos;
    private long leaderEndAtLastFetch = Long.MAX_VALUE;

    Replica(int brokerId) {
        this.brokerId = brokerId;
    }

    int brokerId() {
        return brokerId;
    }

    /** Everything below this the replica has told us it holds; {@link #UNKNOWN} until it first fetches. */
    long endOffset() {
        return endOffset;
    }

    /** Of the process that fetches; {@link #UNKNOWN} if it has not said. */
    long brokerEpoch() {
        return brokerEpoch;
    }

    boolean isInSync() {
        return isInSync;
    }

    void inSync(boolean now) {
        isInSync = now;
    }

    /** It is given the time everybody gets from now on. */
    void trustFrom(long nowNanos) {
        wasCaughtUp = true;
        caughtUpNanos = nowNanos;
    }

    /** A fetch from {@code fetch.offset()} says that the replica holds everything below it. */
    void fetched(ReplicaFetch fetch, long leaderEnd, long nowNanos) {
        if (fetch.offset() >= leaderEnd) {
            trustFrom(nowNanos);
        } else if (fetch.offset() >= leaderEndAtLastFetch && (!wasCaughtUp || lastFetchNanos - caughtUpNanos > 0)) {
            trustFrom(lastFetchNanos);
        }
        endOffset = fetch.offset();
        brokerEpoch = fetch.brokerEpoch();
        leaderEndAtLastFetch = leaderEnd;
        lastFetchNanos = nowNanos;
    }

    /** Has it held all the leader has within the last {@code lagNanos}? */
    boolean isCaughtUp(long leaderEnd, long nowNanos, long lagNanos) {
        return endOffset == leaderEnd || (wasCaughtUp && nowNanos - caughtUpNanos <= lagNanos);
    }
}
