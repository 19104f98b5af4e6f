package io.ottla.broker.config.rows;

/** What a client-metrics subscription may set. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ClientMetricsRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            interval.ms int 300000 - medium - without-effect:telemetry
                How often clients are to send what was subscribed to.
            match list '' unique-or-none medium - without-effect:telemetry
                Which clients are meant: name=pattern,..., with names such as client_id or client_software_name; all
                of them if empty.
            metrics list '' unique-or-none medium - without-effect:telemetry
                Which metrics are wanted, by the beginnings of their names; * for all.
            """;

    private ClientMetricsRows() {}
}
