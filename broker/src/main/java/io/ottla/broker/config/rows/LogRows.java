package io.ottla.broker.config.rows;

/** Partitions on disk. Columns: see {@link io.ottla.broker.config.rows}. */
public final class LogRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            compression.gzip.level int -1 gzip-level medium cluster-wide
                Level for gzip, where compression.type makes the broker compress: 1 is fastest, 9 smallest, -1 the
                usual one.
            compression.lz4.level int 9 1..17 medium cluster-wide
                Level for lz4, where compression.type makes the broker compress: 1 is fastest, 17 smallest.
            compression.type string producer {uncompressed,zstd,lz4,snappy,gzip,producer} high cluster-wide
                How batches are stored: "producer" as the producer compressed them, "uncompressed", or compressed anew
                with this codec.
            compression.zstd.level int 3 -131072..22 medium cluster-wide
                Level for zstd, where compression.type makes the broker compress: -131072 is fastest, 22 smallest.
            cordoned.log.dirs list '' unique-or-none medium per-broker
                Log directories that get no new partitions; * for all of them.
            log.cleanup.policy list delete unique-or-none{compact,delete} medium cluster-wide
                What becomes of old records of a topic that does not say: "delete" removes whole segments by age and
                size, "compact" keeps the last record of each key; both may be given, or neither.
            log.dir list /tmp/kafka-logs unique high read-only
                The directory of partitions where log.dirs is not set.
            log.dir.failure.timeout.ms long 30000 >=1 low read-only without-effect:cluster
                A broker that cannot tell the controller of a failed log directory for this long stops.
            log.dirs list null unique high read-only
                Directories for the partitions, separated by commas; log.dir is used where this is not set.
            log.flush.interval.messages long 9223372036854775807 >=1 high cluster-wide
                Records of a partition after which they are forced to disk before they are acknowledged; 1 makes every
                acknowledgement mean "on disk".
            log.flush.interval.ms long null - high cluster-wide
                Longest time a record stays in memory only; where not set, log.flush.scheduler.interval.ms.
            log.flush.offset.checkpoint.interval.ms int 60000 >=0 high read-only
                How often it is noted up to where logs are on disk; less is read again after a crash.
            log.flush.scheduler.interval.ms long 9223372036854775807 - high read-only
                How often it is looked for logs that must be forced to disk.
            log.flush.start.offset.checkpoint.interval.ms int 60000 >=0 high read-only without-effect:checkpoints
                How often the first offsets of logs are noted; what was deleted before them does not come back.
            log.index.interval.bytes int 4096 >=0 medium cluster-wide
                Bytes of log for each entry of its offset index.
            log.index.size.max.bytes int 10485760 >=4 medium cluster-wide
                The largest an offset index may become; its segment is closed then.
            log.initial.task.delay.ms long 30000 >=0 low read-only internal
                How long after the start the regular work on logs begins.
            log.message.timestamp.after.max.ms long 3600000 >=0 medium cluster-wide
                How far in the future a record's timestamp may be; batches beyond it are refused. Not for
                LogAppendTime.
            log.message.timestamp.before.max.ms long 9223372036854775807 >=0 medium cluster-wide
                How far in the past a record's timestamp may be; batches beyond it are refused. Not for LogAppendTime.
            log.message.timestamp.type string CreateTime {CreateTime,LogAppendTime} medium cluster-wide
                What a record's timestamp means: when its producer made it, or when it was appended here.
            log.preallocate boolean false - medium cluster-wide without-effect:preallocation
                Are the files of a new segment made at their full size?
            log.retention.bytes long -1 - high cluster-wide
                Bytes of one partition that are kept; older segments beyond it are deleted. -1 for no such bound.
            log.retention.check.interval.ms long 300000 >=1 medium read-only
                How often it is looked for segments to delete.
            log.retention.hours int 168 - high read-only
                Hours a record is kept, where neither log.retention.ms nor log.retention.minutes is set; negative for
                ever.
            log.retention.minutes int null - high read-only
                Minutes a record is kept, where log.retention.ms is not set.
            log.retention.ms long null - high cluster-wide
                Milliseconds a record is kept before its segment may be deleted; -1 for ever. Where not set,
                log.retention.minutes, then log.retention.hours.
            log.roll.hours int 168 >=1 high read-only
                Hours after which a segment is closed, where log.roll.ms is not set.
            log.roll.jitter.hours int 0 >=0 high read-only
                Hours taken off at random from the age at which a segment is closed, where log.roll.jitter.ms is not
                set.
            log.roll.jitter.ms long null - high cluster-wide
                Milliseconds taken off at random from the age at which a segment is closed, so that not all are closed
                at once.
            log.roll.ms long null - high cluster-wide
                Milliseconds after which a segment is closed even if it is not full; where not set, log.roll.hours.
            log.segment.bytes int 1073741824 >=1048576 high cluster-wide
                The largest a segment may become.
            log.segment.delete.delay.ms long 60000 >=0 high cluster-wide
                How long the files of a deleted segment stay under another name before they are removed.
            message.max.bytes int 1048588 >=0 high cluster-wide
                The largest batch of records, as it is sent, that is taken; a topic may say otherwise by
                max.message.bytes.
            num.recovery.threads.per.data.dir int 2 >=1 high cluster-wide without-effect:threads
                Threads for each log directory that recover its logs after a crash and write them out at the end.
            """;

    private LogRows() {}
}
