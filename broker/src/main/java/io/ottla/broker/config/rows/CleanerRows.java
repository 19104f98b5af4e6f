package io.ottla.broker.config.rows;

/** Compaction in the background. Columns: see {@link io.ottla.broker.config.rows}. */
public final class CleanerRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            log.cleaner.backoff.ms long 15000 >=0 medium cluster-wide
                TO BE WRITTEN
            log.cleaner.dedupe.buffer.size long 134217728 - medium cluster-wide
                TO BE WRITTEN
            log.cleaner.delete.retention.ms long 86400000 >=0 medium cluster-wide
                TO BE WRITTEN
            log.cleaner.enable boolean true - medium read-only deprecated
                TO BE WRITTEN
            log.cleaner.io.buffer.load.factor double 0.9 - medium cluster-wide
                TO BE WRITTEN
            log.cleaner.io.buffer.size int 524288 >=0 medium cluster-wide
                TO BE WRITTEN
            log.cleaner.io.max.bytes.per.second double 1.7976931348623157E308 - medium cluster-wide
                TO BE WRITTEN
            log.cleaner.max.compaction.lag.ms long 9223372036854775807 >=1 medium cluster-wide
                TO BE WRITTEN
            log.cleaner.min.cleanable.ratio double 0.5 0..1 medium cluster-wide
                TO BE WRITTEN
            log.cleaner.min.compaction.lag.ms long 0 >=0 medium cluster-wide
                TO BE WRITTEN
            log.cleaner.threads int 1 >=0 medium cluster-wide
                TO BE WRITTEN
            """;

    private CleanerRows() {}
}
