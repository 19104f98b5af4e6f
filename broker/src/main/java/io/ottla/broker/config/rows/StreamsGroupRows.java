package io.ottla.broker.config.rows;

/** Groups of Streams applications. Columns: see {@link io.ottla.broker.config.rows}. */
public final class StreamsGroupRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            group.streams.assignment.interval.ms int 1000 >=0 medium cluster-wide
                TO BE WRITTEN
            group.streams.heartbeat.interval.ms int 5000 >=1 medium read-only
                TO BE WRITTEN
            group.streams.initial.rebalance.delay.ms int 3000 >=0 medium read-only
                TO BE WRITTEN
            group.streams.max.assignment.interval.ms int 15000 >=0 medium read-only
                TO BE WRITTEN
            group.streams.max.heartbeat.interval.ms int 15000 >=1 medium read-only
                TO BE WRITTEN
            group.streams.max.session.timeout.ms int 60000 >=1 medium read-only
                TO BE WRITTEN
            group.streams.max.size int 2147483647 >=1 medium read-only
                TO BE WRITTEN
            group.streams.max.standby.replicas int 2 >=0 medium read-only
                TO BE WRITTEN
            group.streams.min.assignment.interval.ms int 0 >=0 medium read-only
                TO BE WRITTEN
            group.streams.min.heartbeat.interval.ms int 5000 >=1 medium read-only
                TO BE WRITTEN
            group.streams.min.session.timeout.ms int 45000 >=1 medium read-only
                TO BE WRITTEN
            group.streams.num.standby.replicas int 0 >=0 medium read-only
                TO BE WRITTEN
            group.streams.session.timeout.ms int 45000 >=1 medium read-only
                TO BE WRITTEN
            """;

    private StreamsGroupRows() {}
}
