package io.ottla.broker.config.rows;

/** What is measured and who is told. Columns: see {@link io.ottla.broker.config.rows}. */
public final class MetricsRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            kafka.metrics.polling.interval.secs int 10 >=1 low read-only without-effect:metrics
                How often reporters of kafka.metrics.reporters are called.
            kafka.metrics.reporters list '' unique-or-none low read-only without-effect:metrics
                Reporters of the older kind of metrics.
            metric.reporters list org.apache.kafka.common.metrics.JmxReporter unique-or-none low cluster-wide without-effect:metrics
                Plug-ins that are told of metrics.
            metrics.num.samples int 2 >=1 low read-only without-effect:metrics
                Samples kept for a metric.
            metrics.recording.level string INFO - low read-only without-effect:metrics
                The finest metrics that are recorded: INFO, DEBUG or TRACE.
            metrics.sample.window.ms long 30000 >=1 low read-only without-effect:metrics
                How long a sample of a metric is taken.
            telemetry.max.bytes int 1048576 >=1 low read-only
                The largest push of metrics, after decompression, that a client may send.
            """;

    private MetricsRows() {}
}
