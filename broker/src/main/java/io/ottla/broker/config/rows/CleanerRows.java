package io.ottla.broker.config.rows;

/** Compaction in the background. Columns: see {@link io.ottla.broker.config.rows}. */
public final class CleanerRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            log.cleaner.backoff.ms long 15000 >=0 medium cluster-wide without-effect:compaction
                How long compaction sleeps when there is nothing to do.
            log.cleaner.dedupe.buffer.size long 134217728 - medium cluster-wide without-effect:compaction
                Memory in bytes for the keys that compaction looks at, for all its threads together.
            log.cleaner.delete.retention.ms long 86400000 >=0 medium cluster-wide without-effect:compaction
                How long the marker of a deleted key stays in a compacted log, so that readers learn of the deletion.
            log.cleaner.enable boolean true - medium read-only deprecated without-effect:compaction
                Is there compaction at all? Switched off, topics with cleanup.policy=compact only grow.
            log.cleaner.io.buffer.load.factor double 0.9 - medium cluster-wide without-effect:compaction
                How full the table of keys may be; fuller means more keys at a time and more collisions.
            log.cleaner.io.buffer.size int 524288 >=0 medium cluster-wide without-effect:compaction
                Memory in bytes for reading and writing during compaction, for all its threads together.
            log.cleaner.io.max.bytes.per.second double 1.7976931348623157E308 - medium cluster-wide without-effect:compaction
                The most that compaction reads and writes per second.
            log.cleaner.max.compaction.lag.ms long 9223372036854775807 >=1 medium cluster-wide without-effect:compaction
                The longest a record may stay uncompacted.
            log.cleaner.min.cleanable.ratio double 0.5 0..1 medium cluster-wide without-effect:compaction
                The part of a log that must be uncompacted before it is compacted again.
            log.cleaner.min.compaction.lag.ms long 0 >=0 medium cluster-wide without-effect:compaction
                The shortest time a record stays uncompacted.
            log.cleaner.threads int 1 >=0 medium cluster-wide without-effect:compaction
                Threads that compact.
            """;

    private CleanerRows() {}
}
