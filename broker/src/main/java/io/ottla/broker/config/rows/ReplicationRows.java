package io.ottla.broker.config.rows;

/** Copies of a partition and who leads them. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ReplicationRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            auto.leader.rebalance.enable boolean true - high read-only
                TO BE WRITTEN
            leader.imbalance.check.interval.seconds long 300 >=1 high read-only
                TO BE WRITTEN
            min.insync.replicas int 1 >=1 high cluster-wide
                TO BE WRITTEN
            num.replica.alter.log.dirs.threads int null - high read-only
                TO BE WRITTEN
            num.replica.fetchers int 1 >=1 high cluster-wide
                TO BE WRITTEN
            replica.fetch.backoff.ms int 1000 >=0 medium read-only
                TO BE WRITTEN
            replica.fetch.max.bytes int 1048576 >=0 medium read-only
                TO BE WRITTEN
            replica.fetch.min.bytes int 1 - high read-only
                TO BE WRITTEN
            replica.fetch.response.max.bytes int 10485760 >=0 medium read-only
                TO BE WRITTEN
            replica.fetch.wait.max.ms int 500 - high read-only
                TO BE WRITTEN
            replica.high.watermark.checkpoint.interval.ms long 5000 - high read-only
                TO BE WRITTEN
            replica.lag.time.max.ms long 30000 - high read-only
                TO BE WRITTEN
            replica.selector.class string null - medium read-only
                TO BE WRITTEN
            replica.socket.receive.buffer.bytes int 65536 - high read-only
                TO BE WRITTEN
            replica.socket.timeout.ms int 30000 - high read-only
                TO BE WRITTEN
            unclean.leader.election.enable boolean false - high cluster-wide
                TO BE WRITTEN
            unclean.leader.election.interval.ms long 300000 >=1 medium read-only internal
                TO BE WRITTEN
            """;

    private ReplicationRows() {}
}
