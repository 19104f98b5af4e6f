package io.ottla.broker.config.rows;

/** Listeners, sockets and connections. Columns: see {@link io.ottla.broker.config.rows}. */
public final class NetworkRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            advertised.listeners list null unique high read-only
                What clients are told to connect to, where that is not the address listened at; the host names of a
                container, a proxy or a cloud belong here.
            connection.failed.authentication.delay.ms int 100 >=0 low read-only without-effect:security
                How long a connection that failed to authenticate is kept before it is closed, so that guessing is
                slow.
            connections.max.idle.ms long 600000 - medium read-only
                A connection silent for this long is closed.
            early.start.listeners list null unique-or-none high read-only without-effect:security
                Listeners that serve before authorization is ready; those of the controller when nobody says.
            inter.broker.listener.name string null - medium read-only
                The listener that brokers use among themselves; by default the one with the protocol that
                security.inter.broker.protocol names.
            listener.security.protocol.map string SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT - low per-broker
                Which security protocol each listener speaks, by its name.
            listeners list PLAINTEXT://localhost:9092 unique high per-broker
                Where this node listens: NAME://host:port, separated by commas. An empty host or 0.0.0.0 is every
                interface, port 0 any that is free. Without it, only this machine can connect.
            max.connection.creation.rate int 2147483647 >=0 medium cluster-wide
                Connections accepted per second, on the whole or for one listener; more are made to wait.
            max.connections int 2147483647 >=0 medium cluster-wide
                Connections open at a time, on the whole or for one listener; more are made to wait.
            max.connections.per.ip int 2147483647 >=0 medium cluster-wide
                Connections open at a time from one address; more are closed at once.
            max.connections.per.ip.overrides string '' - medium cluster-wide
                Numbers of their own for some addresses or host names, as host:number.
            num.network.threads int 3 >=1 high cluster-wide without-effect:fixed-loops
                Event loops that read, answer and own connections and partitions; one for every two processors unless set.
            queued.max.request.bytes long -1 - medium read-only
                Bytes of requests that may be in memory at a time before sockets are left unread; -1 for no such
                bound.
            queued.max.requests int 500 >=1 high read-only
                Requests that may be in memory at a time before sockets are left unread.
            request.timeout.ms int 30000 - high read-only without-effect:cluster
                How long this node waits for an answer of another node.
            socket.connection.setup.timeout.max.ms long 30000 - medium read-only without-effect:cluster
                The longest this node waits for another to accept a connection, after failures have made it more
                patient.
            socket.connection.setup.timeout.ms long 10000 - medium read-only without-effect:cluster
                How long this node first waits for another to accept a connection.
            socket.listen.backlog.size int 50 >=1 medium read-only
                Connections the system may hold for a listener before they are accepted.
            socket.receive.buffer.bytes int 102400 - high read-only
                Receive buffer of a connection's socket; -1 leaves it to the system.
            socket.request.max.bytes int 104857600 >=1 high read-only
                The largest request; a connection that announces more is closed.
            socket.send.buffer.bytes int 102400 - high read-only
                Send buffer of a connection's socket; -1 leaves it to the system.
            """;

    private NetworkRows() {}
}
