package io.ottla.broker.config.rows;

/** This process: its name, its roles, its threads. Columns: see {@link io.ottla.broker.config.rows}. */
public final class NodeRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            background.threads int 10 >=1 high cluster-wide without-effect:threads
                Threads for work in the background, such as flushing and deleting files.
            broker.heartbeat.interval.ms int 2000 - medium read-only
                How often a broker tells the controller that it is alive.
            broker.id int -1 - high read-only
                The former name of node.id.
            broker.rack string null - medium read-only
                Where this broker stands, such as a rack or an availability zone; replicas are spread over racks.
            broker.session.timeout.ms int 9000 - medium read-only
                A broker not heard of for this long is fenced by the controller: it leads nothing until it is back.
            config.providers list '' unique-or-none low cluster-wide without-effect:start-only
                Names of plug-ins that supply values from elsewhere.
            controlled.shutdown.enable boolean true - medium read-only without-effect:cluster
                Does a stopping broker first hand its leaderships to others?
            initial.broker.registration.timeout.ms int 60000 - medium read-only without-effect:cluster
                How long a starting broker tries to register with the controller before it gives up.
            node.id int 1 >=0 high read-only
                The number of this node in its cluster.
            num.io.threads int 8 >=1 high cluster-wide without-effect:threads
                Threads for requests that may block.
            process.roles list broker,controller unique{broker,controller} high read-only
                What this node is: broker, controller, or both.
            server.max.startup.time.ms long 9223372036854775807 >=0 medium read-only internal
                The longest a start may take.
            unstable.api.versions.enable boolean false - high read-only internal
                Offers versions of APIs that are still being developed.
            unstable.feature.versions.enable boolean false - high read-only internal
                Offers versions of features that are still being developed.
            """;

    private NodeRows() {}
}
