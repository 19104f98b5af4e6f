package io.ottla.broker.config.rows;

/** Listeners, sockets and connections. Columns: see {@link io.ottla.broker.config.rows}. */
public final class NetworkRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            advertised.listeners list null unique high read-only
                TO BE WRITTEN
            connection.failed.authentication.delay.ms int 100 >=0 low read-only
                TO BE WRITTEN
            connections.max.idle.ms long 600000 - medium read-only
                TO BE WRITTEN
            early.start.listeners list null unique-or-none high read-only
                TO BE WRITTEN
            inter.broker.listener.name string null - medium read-only
                TO BE WRITTEN
            listener.security.protocol.map string SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT - low per-broker
                TO BE WRITTEN
            listeners list PLAINTEXT://localhost:9092 unique high per-broker
                TO BE WRITTEN
            max.connection.creation.rate int 2147483647 >=0 medium cluster-wide
                TO BE WRITTEN
            max.connections int 2147483647 >=0 medium cluster-wide
                TO BE WRITTEN
            max.connections.per.ip int 2147483647 >=0 medium cluster-wide
                TO BE WRITTEN
            max.connections.per.ip.overrides string '' - medium cluster-wide
                TO BE WRITTEN
            num.network.threads int 3 >=1 high cluster-wide
                TO BE WRITTEN
            queued.max.request.bytes long -1 - medium read-only
                TO BE WRITTEN
            queued.max.requests int 500 >=1 high read-only
                TO BE WRITTEN
            request.timeout.ms int 30000 - high read-only
                TO BE WRITTEN
            socket.connection.setup.timeout.max.ms long 30000 - medium read-only
                TO BE WRITTEN
            socket.connection.setup.timeout.ms long 10000 - medium read-only
                TO BE WRITTEN
            socket.listen.backlog.size int 50 >=1 medium read-only
                TO BE WRITTEN
            socket.receive.buffer.bytes int 102400 - high read-only
                TO BE WRITTEN
            socket.request.max.bytes int 104857600 >=1 high read-only
                TO BE WRITTEN
            socket.send.buffer.bytes int 102400 - high read-only
                TO BE WRITTEN
            """;

    private NetworkRows() {}
}
