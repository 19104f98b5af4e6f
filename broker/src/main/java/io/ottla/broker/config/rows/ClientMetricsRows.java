package io.ottla.broker.config.rows;

/** What a client-metrics subscription may set. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ClientMetricsRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            interval.ms int 300000 - medium -
                TO BE WRITTEN
            match list '' unique-or-none medium -
                TO BE WRITTEN
            metrics list '' unique-or-none medium -
                TO BE WRITTEN
            """;

    private ClientMetricsRows() {}
}
