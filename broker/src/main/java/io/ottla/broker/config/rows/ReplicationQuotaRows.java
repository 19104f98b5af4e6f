package io.ottla.broker.config.rows;

/** The quotas of replication: only ever set while a broker runs, and shown only then. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ReplicationQuotaRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            follower.replication.throttled.rate long 9223372036854775807 >=0 medium cluster-wide
                Bytes per second that this broker takes as a follower of the replicas held back.
            leader.replication.throttled.rate long 9223372036854775807 >=0 medium cluster-wide
                Bytes per second that this broker gives as the leader of the replicas held back.
            replica.alter.log.dirs.io.max.bytes.per.second long 9223372036854775807 >=0 medium cluster-wide
                Bytes per second for moves between log directories.
            """;

    private ReplicationQuotaRows() {}
}
