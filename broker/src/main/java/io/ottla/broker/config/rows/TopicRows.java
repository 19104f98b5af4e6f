package io.ottla.broker.config.rows;

/** What each topic may set for itself, and which of the broker's settings stand behind it. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TopicRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            cleanup.policy list delete unique-or-none{compact,delete} medium - <-log.cleanup.policy
                TO BE WRITTEN
            compression.gzip.level int -1 gzip-level medium - <-compression.gzip.level
                TO BE WRITTEN
            compression.lz4.level int 9 1..17 medium - <-compression.lz4.level
                TO BE WRITTEN
            compression.type string producer {uncompressed,zstd,lz4,snappy,gzip,producer} medium - <-compression.type
                TO BE WRITTEN
            compression.zstd.level int 3 -131072..22 medium - <-compression.zstd.level
                TO BE WRITTEN
            delete.retention.ms long 86400000 >=0 medium - <-log.cleaner.delete.retention.ms
                TO BE WRITTEN
            file.delete.delay.ms long 60000 >=0 medium - <-log.segment.delete.delay.ms
                TO BE WRITTEN
            flush.messages long 9223372036854775807 >=1 medium - <-log.flush.interval.messages
                TO BE WRITTEN
            flush.ms long 9223372036854775807 >=0 medium - <-log.flush.interval.ms,log.flush.scheduler.interval.ms
                TO BE WRITTEN
            follower.replication.throttled.replicas list '' throttled-replicas medium -
                TO BE WRITTEN
            index.interval.bytes int 4096 >=0 medium - <-log.index.interval.bytes
                TO BE WRITTEN
            internal.segment.bytes int null - medium - internal
                TO BE WRITTEN
            leader.replication.throttled.replicas list '' throttled-replicas medium -
                TO BE WRITTEN
            local.retention.bytes long -2 >=-2 medium - <-log.local.retention.bytes
                TO BE WRITTEN
            local.retention.ms long -2 >=-2 medium - <-log.local.retention.ms
                TO BE WRITTEN
            max.compaction.lag.ms long 9223372036854775807 >=1 medium - <-log.cleaner.max.compaction.lag.ms
                TO BE WRITTEN
            max.message.bytes int 1048588 >=0 medium - <-message.max.bytes
                TO BE WRITTEN
            message.timestamp.after.max.ms long 3600000 >=0 medium - <-log.message.timestamp.after.max.ms
                TO BE WRITTEN
            message.timestamp.before.max.ms long 9223372036854775807 >=0 medium - <-log.message.timestamp.before.max.ms
                TO BE WRITTEN
            message.timestamp.type string CreateTime {CreateTime,LogAppendTime} medium - <-log.message.timestamp.type
                TO BE WRITTEN
            min.cleanable.dirty.ratio double 0.5 0..1 medium - <-log.cleaner.min.cleanable.ratio
                TO BE WRITTEN
            min.compaction.lag.ms long 0 >=0 medium - <-log.cleaner.min.compaction.lag.ms
                TO BE WRITTEN
            min.insync.replicas int 1 >=1 medium - <-min.insync.replicas
                TO BE WRITTEN
            preallocate boolean false - medium - <-log.preallocate
                TO BE WRITTEN
            remote.log.copy.disable boolean false - medium -
                TO BE WRITTEN
            remote.log.delete.on.disable boolean false - medium -
                TO BE WRITTEN
            remote.storage.enable boolean false - medium -
                TO BE WRITTEN
            retention.bytes long -1 - medium - <-log.retention.bytes
                TO BE WRITTEN
            retention.ms long 604800000 >=-1 medium - <-log.retention.ms,log.retention.minutes*60000,log.retention.hours*3600000
                TO BE WRITTEN
            segment.bytes int 1073741824 >=1048576 medium - <-log.segment.bytes
                TO BE WRITTEN
            segment.index.bytes int 10485760 >=4 medium - <-log.index.size.max.bytes
                TO BE WRITTEN
            segment.jitter.ms long 0 >=0 medium - <-log.roll.jitter.ms,log.roll.jitter.hours*3600000
                TO BE WRITTEN
            segment.ms long 604800000 >=1 medium - <-log.roll.ms,log.roll.hours*3600000
                TO BE WRITTEN
            unclean.leader.election.enable boolean false - medium - <-unclean.leader.election.enable
                TO BE WRITTEN
            """;

    private TopicRows() {}
}
