package io.ottla.broker.config.rows;

/** Logs that continue in remote storage. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TieredStorageRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            follower.fetch.last.tiered.offset.enable boolean false - medium cluster-wide
                TO BE WRITTEN
            log.local.retention.bytes long -2 >=-2 medium cluster-wide
                TO BE WRITTEN
            log.local.retention.ms long -2 >=-2 medium cluster-wide
                TO BE WRITTEN
            remote.fetch.max.wait.ms int 500 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.list.offsets.request.timeout.ms long 30000 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.log.index.file.cache.total.size.bytes long 1073741824 >=1 low cluster-wide
                TO BE WRITTEN
            remote.log.index.file.cache.ttl.ms long 900000 >=-1 low read-only internal
                TO BE WRITTEN
            remote.log.manager.copier.thread.pool.size int 10 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.log.manager.copy.max.bytes.per.second long 9223372036854775807 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.log.manager.copy.quota.window.num int 11 >=1 medium read-only
                TO BE WRITTEN
            remote.log.manager.copy.quota.window.size.seconds int 1 >=1 medium read-only
                TO BE WRITTEN
            remote.log.manager.expiration.thread.pool.size int 10 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.log.manager.fetch.max.bytes.per.second long 9223372036854775807 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.log.manager.fetch.quota.window.num int 11 >=1 medium read-only
                TO BE WRITTEN
            remote.log.manager.fetch.quota.window.size.seconds int 1 >=1 medium read-only
                TO BE WRITTEN
            remote.log.manager.follower.thread.pool.size int 2 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.log.manager.task.interval.ms long 30000 >=1 low read-only
                TO BE WRITTEN
            remote.log.manager.task.retry.backoff.max.ms long 30000 >=1 low read-only internal
                TO BE WRITTEN
            remote.log.manager.task.retry.backoff.ms long 500 >=1 low read-only internal
                TO BE WRITTEN
            remote.log.manager.task.retry.jitter double 0.2 0..0.5 low read-only internal
                TO BE WRITTEN
            remote.log.manager.thread.pool.size int 2 >=1 medium read-only deprecated
                TO BE WRITTEN
            remote.log.metadata.custom.metadata.max.bytes int 128 >=0 low read-only
                TO BE WRITTEN
            remote.log.metadata.manager.class.name string org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager not-empty medium read-only
                TO BE WRITTEN
            remote.log.metadata.manager.class.path string null - medium read-only
                TO BE WRITTEN
            remote.log.metadata.manager.impl.prefix string rlmm.config. not-empty medium read-only
                TO BE WRITTEN
            remote.log.metadata.manager.listener.name string null not-empty medium read-only
                TO BE WRITTEN
            remote.log.reader.max.pending.tasks int 100 >=1 medium read-only
                TO BE WRITTEN
            remote.log.reader.threads int 10 >=1 medium cluster-wide
                TO BE WRITTEN
            remote.log.storage.manager.class.name string null not-empty medium read-only
                TO BE WRITTEN
            remote.log.storage.manager.class.path string null - medium read-only
                TO BE WRITTEN
            remote.log.storage.manager.impl.prefix string rsm.config. not-empty medium read-only
                TO BE WRITTEN
            remote.log.storage.system.enable boolean false - medium read-only
                TO BE WRITTEN
            """;

    private TieredStorageRows() {}
}
