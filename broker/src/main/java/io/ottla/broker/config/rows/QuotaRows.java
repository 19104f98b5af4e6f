package io.ottla.broker.config.rows;

/** How quotas are measured, and those of replication. Columns: see {@link io.ottla.broker.config.rows}. */
public final class QuotaRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            alter.log.dirs.replication.quota.window.num int 11 >=1 low read-only
                TO BE WRITTEN
            alter.log.dirs.replication.quota.window.size.seconds int 1 >=1 low read-only
                TO BE WRITTEN
            client.quota.callback.class class null - low read-only
                TO BE WRITTEN
            controller.quota.window.num int 11 >=1 low read-only
                TO BE WRITTEN
            controller.quota.window.size.seconds int 1 >=1 low read-only
                TO BE WRITTEN
            quota.window.num int 11 >=1 low read-only
                TO BE WRITTEN
            quota.window.size.seconds int 1 >=1 low read-only
                TO BE WRITTEN
            replication.quota.window.num int 11 >=1 low read-only
                TO BE WRITTEN
            replication.quota.window.size.seconds int 1 >=1 low read-only
                TO BE WRITTEN
            follower.replication.throttled.rate long 9223372036854775807 >=0 medium per-broker
                TO BE WRITTEN
            leader.replication.throttled.rate long 9223372036854775807 >=0 medium per-broker
                TO BE WRITTEN
            replica.alter.log.dirs.io.max.bytes.per.second long 9223372036854775807 >=0 medium per-broker
                TO BE WRITTEN
            """;

    private QuotaRows() {}
}
