package io.ottla.broker.config.rows;

/** This process: its name, its roles, its threads. Columns: see {@link io.ottla.broker.config.rows}. */
public final class NodeRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            background.threads int 10 >=1 high cluster-wide
                TO BE WRITTEN
            broker.heartbeat.interval.ms int 2000 - medium read-only
                TO BE WRITTEN
            broker.id int -1 - high read-only
                TO BE WRITTEN
            broker.rack string null - medium read-only
                TO BE WRITTEN
            broker.session.timeout.ms int 9000 - medium read-only
                TO BE WRITTEN
            config.providers list '' unique-or-none low cluster-wide
                TO BE WRITTEN
            controlled.shutdown.enable boolean true - medium read-only
                TO BE WRITTEN
            initial.broker.registration.timeout.ms int 60000 - medium read-only
                TO BE WRITTEN
            node.id int 1 >=0 high read-only
                TO BE WRITTEN
            num.io.threads int 8 >=1 high cluster-wide
                TO BE WRITTEN
            process.roles list broker,controller unique{broker,controller} high read-only
                TO BE WRITTEN
            server.max.startup.time.ms long 9223372036854775807 >=0 medium read-only internal
                TO BE WRITTEN
            unstable.api.versions.enable boolean false - high read-only internal
                TO BE WRITTEN
            unstable.feature.versions.enable boolean false - high read-only internal
                TO BE WRITTEN
            """;

    private NodeRows() {}
}
