package io.ottla.broker.config.rows;

/** Groups of Streams applications. Columns: see {@link io.ottla.broker.config.rows}. */
public final class StreamsGroupRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            group.streams.assignment.interval.ms int 1000 >=0 medium cluster-wide without-effect:streams-groups
                Shortest time between two assignments of a Streams group that sets none.
            group.streams.heartbeat.interval.ms int 5000 >=1 medium read-only without-effect:streams-groups
                How often members of a Streams group that sets nothing else are to send heartbeats.
            group.streams.initial.rebalance.delay.ms int 3000 >=0 medium read-only without-effect:streams-groups
                How long a new Streams group waits for more members before its first assignment.
            group.streams.max.assignment.interval.ms int 15000 >=0 medium read-only without-effect:streams-groups
                The most a Streams group may set as its assignment interval.
            group.streams.max.heartbeat.interval.ms int 15000 >=1 medium read-only without-effect:streams-groups
                The most a Streams group may set as its heartbeat interval.
            group.streams.max.session.timeout.ms int 60000 >=1 medium read-only without-effect:streams-groups
                The most a Streams group may set as its session timeout.
            group.streams.max.size int 2147483647 >=1 medium read-only without-effect:streams-groups
                Members a Streams group may have.
            group.streams.max.standby.replicas int 2 >=0 medium read-only without-effect:streams-groups
                The most a Streams group may set as its number of standby replicas.
            group.streams.min.assignment.interval.ms int 0 >=0 medium read-only without-effect:streams-groups
                The least a Streams group may set as its assignment interval.
            group.streams.min.heartbeat.interval.ms int 5000 >=1 medium read-only without-effect:streams-groups
                The least a Streams group may set as its heartbeat interval.
            group.streams.min.session.timeout.ms int 45000 >=1 medium read-only without-effect:streams-groups
                The least a Streams group may set as its session timeout.
            group.streams.num.standby.replicas int 0 >=0 medium read-only without-effect:streams-groups
                Standby replicas of each task of a Streams group that sets nothing else.
            group.streams.session.timeout.ms int 45000 >=1 medium read-only without-effect:streams-groups
                A member of a Streams group not heard of for this long is removed, where the group sets nothing else.
            """;

    private StreamsGroupRows() {}
}
