package io.ottla.broker.config.rows;

/** What is measured and who is told. Columns: see {@link io.ottla.broker.config.rows}. */
public final class MetricsRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            kafka.metrics.polling.interval.secs int 10 >=1 low read-only
                TO BE WRITTEN
            kafka.metrics.reporters list '' unique-or-none low read-only
                TO BE WRITTEN
            metric.reporters list org.apache.kafka.common.metrics.JmxReporter unique-or-none low cluster-wide
                TO BE WRITTEN
            metrics.num.samples int 2 >=1 low read-only
                TO BE WRITTEN
            metrics.recording.level string INFO - low read-only
                TO BE WRITTEN
            metrics.sample.window.ms long 30000 >=1 low read-only
                TO BE WRITTEN
            telemetry.max.bytes int 1048576 >=1 low read-only
                TO BE WRITTEN
            """;

    private MetricsRows() {}
}
