package io.ottla.broker.config.rows;

/** Partitions on disk. Columns: see {@link io.ottla.broker.config.rows}. */
public final class LogRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            compression.gzip.level int -1 gzip-level medium cluster-wide
                TO BE WRITTEN
            compression.lz4.level int 9 1..17 medium cluster-wide
                TO BE WRITTEN
            compression.type string producer {uncompressed,zstd,lz4,snappy,gzip,producer} high cluster-wide
                TO BE WRITTEN
            compression.zstd.level int 3 -131072..22 medium cluster-wide
                TO BE WRITTEN
            cordoned.log.dirs list '' unique-or-none medium per-broker
                TO BE WRITTEN
            log.cleanup.policy list delete unique-or-none{compact,delete} medium cluster-wide
                TO BE WRITTEN
            log.dir list /tmp/kafka-logs unique high read-only
                TO BE WRITTEN
            log.dir.failure.timeout.ms long 30000 >=1 low read-only
                TO BE WRITTEN
            log.dirs list null unique high read-only
                TO BE WRITTEN
            log.flush.interval.messages long 9223372036854775807 >=1 high cluster-wide
                TO BE WRITTEN
            log.flush.interval.ms long null - high cluster-wide
                TO BE WRITTEN
            log.flush.offset.checkpoint.interval.ms int 60000 >=0 high read-only
                TO BE WRITTEN
            log.flush.scheduler.interval.ms long 9223372036854775807 - high read-only
                TO BE WRITTEN
            log.flush.start.offset.checkpoint.interval.ms int 60000 >=0 high read-only
                TO BE WRITTEN
            log.index.interval.bytes int 4096 >=0 medium cluster-wide
                TO BE WRITTEN
            log.index.size.max.bytes int 10485760 >=4 medium cluster-wide
                TO BE WRITTEN
            log.initial.task.delay.ms long 30000 >=0 low read-only internal
                TO BE WRITTEN
            log.message.timestamp.after.max.ms long 3600000 >=0 medium cluster-wide
                TO BE WRITTEN
            log.message.timestamp.before.max.ms long 9223372036854775807 >=0 medium cluster-wide
                TO BE WRITTEN
            log.message.timestamp.type string CreateTime {CreateTime,LogAppendTime} medium cluster-wide
                TO BE WRITTEN
            log.preallocate boolean false - medium cluster-wide
                TO BE WRITTEN
            log.retention.bytes long -1 - high cluster-wide
                TO BE WRITTEN
            log.retention.check.interval.ms long 300000 >=1 medium read-only
                TO BE WRITTEN
            log.retention.hours int 168 - high read-only
                TO BE WRITTEN
            log.retention.minutes int null - high read-only
                TO BE WRITTEN
            log.retention.ms long null - high cluster-wide
                TO BE WRITTEN
            log.roll.hours int 168 >=1 high read-only
                TO BE WRITTEN
            log.roll.jitter.hours int 0 >=0 high read-only
                TO BE WRITTEN
            log.roll.jitter.ms long null - high cluster-wide
                TO BE WRITTEN
            log.roll.ms long null - high cluster-wide
                TO BE WRITTEN
            log.segment.bytes int 1073741824 >=1048576 high cluster-wide
                TO BE WRITTEN
            log.segment.delete.delay.ms long 60000 >=0 high cluster-wide
                TO BE WRITTEN
            message.max.bytes int 1048588 >=0 high cluster-wide
                TO BE WRITTEN
            num.recovery.threads.per.data.dir int 2 >=1 high cluster-wide
                TO BE WRITTEN
            """;

    private LogRows() {}
}
