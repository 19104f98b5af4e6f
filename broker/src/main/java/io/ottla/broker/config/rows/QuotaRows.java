package io.ottla.broker.config.rows;

/** How quotas are measured. Columns: see {@link io.ottla.broker.config.rows}. */
public final class QuotaRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            alter.log.dirs.replication.quota.window.num int 11 >=1 low read-only without-effect:moves
                Windows kept for the quota of moves between log directories.
            alter.log.dirs.replication.quota.window.size.seconds int 1 >=1 low read-only without-effect:moves
                Seconds of each window for the quota of moves between log directories.
            client.quota.callback.class class null - low read-only without-effect:plug-ins
                A plug-in that decides the quotas of clients.
            controller.quota.window.num int 11 >=1 low read-only
                Windows kept for the quota of changes asked of the controller.
            controller.quota.window.size.seconds int 1 >=1 low read-only
                Seconds of each window for the quota of changes asked of the controller.
            quota.window.num int 11 >=1 low read-only
                Windows kept for the quotas of clients.
            quota.window.size.seconds int 1 >=1 low read-only
                Seconds of each window for the quotas of clients.
            replication.quota.window.num int 11 >=1 low read-only without-effect:cluster
                Windows kept for the quotas of replication.
            replication.quota.window.size.seconds int 1 >=1 low read-only without-effect:cluster
                Seconds of each window for the quotas of replication.
            """;

    private QuotaRows() {}
}
