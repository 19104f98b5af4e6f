package io.ottla.broker.config.rows;

/** What each topic may set for itself, and which of the broker's settings stand behind it. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TopicRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            cleanup.policy list delete unique-or-none{compact,delete} medium - <-log.cleanup.policy
                What becomes of old records: "delete" removes whole segments by age and size, "compact" keeps the last
                record of each key; both may be given, or neither.
            compression.gzip.level int -1 gzip-level medium - <-compression.gzip.level
                Level for gzip, where compression.type makes the broker compress: 1 is fastest, 9 smallest, -1 the
                usual one.
            compression.lz4.level int 9 1..17 medium - <-compression.lz4.level
                Level for lz4, where compression.type makes the broker compress: 1 is fastest, 17 smallest.
            compression.type string producer {uncompressed,zstd,lz4,snappy,gzip,producer} medium - <-compression.type
                How batches are stored: "producer" as the producer compressed them, "uncompressed", or compressed anew
                with this codec.
            compression.zstd.level int 3 -131072..22 medium - <-compression.zstd.level
                Level for zstd, where compression.type makes the broker compress: -131072 is fastest, 22 smallest.
            delete.retention.ms long 86400000 >=0 medium - <-log.cleaner.delete.retention.ms without-effect:compaction
                How long the marker of a deleted key stays in a compacted log, so that readers learn of the deletion.
            file.delete.delay.ms long 60000 >=0 medium - <-log.segment.delete.delay.ms
                How long the files of a deleted segment stay under another name before they are removed.
            flush.messages long 9223372036854775807 >=1 medium - <-log.flush.interval.messages
                Records after which they are forced to disk before they are acknowledged; 1 makes every
                acknowledgement mean "on disk".
            flush.ms long 9223372036854775807 >=0 medium - <-log.flush.interval.ms,log.flush.scheduler.interval.ms
                Longest time a record stays in memory only.
            follower.replication.throttled.replicas list '' throttled-replicas medium -
                Replicas whose following is held back by follower.replication.throttled.rate: partition:broker,..., or
                * for all.
            index.interval.bytes int 4096 >=0 medium - <-log.index.interval.bytes
                Bytes of log for each entry of its offset index.
            internal.segment.bytes int null - medium - internal
                Size of segments, for tests.
            leader.replication.throttled.replicas list '' throttled-replicas medium -
                Replicas whose leading is held back by leader.replication.throttled.rate: partition:broker,..., or *
                for all.
            local.retention.bytes long -2 >=-2 medium - <-log.local.retention.bytes without-effect:remote-storage
                Bytes of a partition kept on local disk when it is tiered; -2 for as many as retention.bytes.
            local.retention.ms long -2 >=-2 medium - <-log.local.retention.ms without-effect:remote-storage
                Milliseconds a record is kept on local disk when its partition is tiered; -2 for as long as
                retention.ms.
            max.compaction.lag.ms long 9223372036854775807 >=1 medium - <-log.cleaner.max.compaction.lag.ms without-effect:compaction
                The longest a record may stay uncompacted.
            max.message.bytes int 1048588 >=0 medium - <-message.max.bytes
                The largest batch of records, as it is sent, that is taken.
            message.timestamp.after.max.ms long 3600000 >=0 medium - <-log.message.timestamp.after.max.ms
                How far in the future a record's timestamp may be; batches beyond it are refused. Not for
                LogAppendTime.
            message.timestamp.before.max.ms long 9223372036854775807 >=0 medium - <-log.message.timestamp.before.max.ms
                How far in the past a record's timestamp may be; batches beyond it are refused. Not for LogAppendTime.
            message.timestamp.type string CreateTime {CreateTime,LogAppendTime} medium - <-log.message.timestamp.type
                What a record's timestamp means: when its producer made it, or when it was appended here.
            min.cleanable.dirty.ratio double 0.5 0..1 medium - <-log.cleaner.min.cleanable.ratio without-effect:compaction
                The part of the log that must be uncompacted before it is compacted again.
            min.compaction.lag.ms long 0 >=0 medium - <-log.cleaner.min.compaction.lag.ms without-effect:compaction
                The shortest time a record stays uncompacted.
            min.insync.replicas int 1 >=1 medium - <-min.insync.replicas
                Replicas that must be in sync for a write with acks=all; with fewer it is refused.
            preallocate boolean false - medium - <-log.preallocate without-effect:preallocation
                Are the files of a new segment made at their full size?
            remote.log.copy.disable boolean false - medium - without-effect:remote-storage
                Makes a tiered log read-only in remote storage: nothing more is copied there.
            remote.log.delete.on.disable boolean false - medium - without-effect:remote-storage
                Is what remote storage holds deleted when tiering is switched off?
            remote.storage.enable boolean false - medium - without-effect:remote-storage
                Does the log continue in remote storage?
            retention.bytes long -1 - medium - <-log.retention.bytes
                Bytes of one partition that are kept; older segments beyond it are deleted. -1 for no such bound.
            retention.ms long 604800000 >=-1 medium - <-log.retention.ms,log.retention.minutes*60000,log.retention.hours*3600000
                Milliseconds a record is kept before its segment may be deleted; -1 for ever.
            segment.bytes int 1073741824 >=1048576 medium - <-log.segment.bytes
                The largest a segment may become.
            segment.index.bytes int 10485760 >=4 medium - <-log.index.size.max.bytes
                The largest an offset index may become; its segment is closed then.
            segment.jitter.ms long 0 >=0 medium - <-log.roll.jitter.ms,log.roll.jitter.hours*3600000
                Milliseconds taken off at random from the age at which a segment is closed, so that not all are closed
                at once.
            segment.ms long 604800000 >=1 medium - <-log.roll.ms,log.roll.hours*3600000
                Milliseconds after which a segment is closed even if it is not full.
            unclean.leader.election.enable boolean false - medium - <-unclean.leader.election.enable
                May a replica that is not in sync lead when no other is left? Records can be lost.
            """;

    private TopicRows() {}
}
