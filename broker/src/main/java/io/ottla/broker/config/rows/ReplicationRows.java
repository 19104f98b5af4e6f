package io.ottla.broker.config.rows;

/** Copies of a partition and who leads them. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ReplicationRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            auto.leader.rebalance.enable boolean true - high read-only
                Does the controller give leadership back to preferred replicas by itself?
            leader.imbalance.check.interval.seconds long 300 >=1 high read-only
                How often it is looked for partitions led by other than their preferred replica.
            min.insync.replicas int 1 >=1 high cluster-wide
                Replicas that must be in sync for a write with acks=all; with fewer it is refused. Eligible leaders
                are chosen by it too.
            num.replica.alter.log.dirs.threads int null - high read-only without-effect:moves
                Threads that move replicas between log directories; as many as there are directories unless set.
            num.replica.fetchers int 1 >=1 high cluster-wide
                Fetchers for each broker that is followed.
            replica.fetch.backoff.ms int 1000 >=0 medium read-only
                How long a follower waits after a failed fetch.
            replica.fetch.max.bytes int 1048576 >=0 medium read-only
                Bytes of one partition a follower fetches at a time; a first batch that is larger still comes.
            replica.fetch.min.bytes int 1 - high read-only
                Bytes a follower's fetch waits for, up to replica.fetch.wait.max.ms.
            replica.fetch.response.max.bytes int 10485760 >=0 medium read-only
                Bytes a follower fetches at a time in all.
            replica.fetch.wait.max.ms int 500 - high read-only
                How long a follower's fetch may wait for data; should be below replica.lag.time.max.ms.
            replica.high.watermark.checkpoint.interval.ms long 5000 - high read-only
                How often high watermarks are noted on disk.
            replica.lag.time.max.ms long 30000 - high read-only
                A follower that has not caught up for this long is taken out of the in-sync replicas.
            replica.selector.class string null - medium read-only
                A plug-in that tells consumers which replica to read from; the leader without one.
            replica.socket.receive.buffer.bytes int 65536 - high read-only without-effect:cluster
                Receive buffer of a follower's socket; -1 leaves it to the system.
            replica.socket.timeout.ms int 30000 - high read-only
                How long a follower waits for an answer; at least replica.fetch.wait.max.ms.
            unclean.leader.election.enable boolean false - high cluster-wide
                May a replica that is not in sync lead when no other is left? Records can be lost.
            unclean.leader.election.interval.ms long 300000 >=1 medium read-only internal
                How often it is looked for partitions that wait for an unclean election.
            """;

    private ReplicationRows() {}
}
