package io.ottla.broker.config.rows;

/** Logs that continue in remote storage. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TieredStorageRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            follower.fetch.last.tiered.offset.enable boolean false - medium cluster-wide without-effect:remote-storage
                Does a new follower begin where the leader's log continues in remote storage?
            log.local.retention.bytes long -2 >=-2 medium cluster-wide without-effect:remote-storage
                Bytes of a tiered partition kept on local disk; -2 for as many as log.retention.bytes.
            log.local.retention.ms long -2 >=-2 medium cluster-wide without-effect:remote-storage
                Milliseconds a record of a tiered partition is kept on local disk; -2 for as long as log.retention.ms.
            remote.fetch.max.wait.ms int 500 >=1 medium cluster-wide without-effect:remote-storage
                How long a fetch waits for remote storage.
            remote.list.offsets.request.timeout.ms long 30000 >=1 medium cluster-wide without-effect:remote-storage
                How long a lookup of offsets waits for remote storage.
            remote.log.index.file.cache.total.size.bytes long 1073741824 >=1 low cluster-wide without-effect:remote-storage
                Bytes of remote indexes kept on local disk.
            remote.log.index.file.cache.ttl.ms long 900000 >=-1 low read-only internal
                How long an unused remote index is kept on local disk; -1 for no such bound.
            remote.log.manager.copier.thread.pool.size int 10 >=1 medium cluster-wide without-effect:remote-storage
                Threads that copy segments to remote storage.
            remote.log.manager.copy.max.bytes.per.second long 9223372036854775807 >=1 medium cluster-wide without-effect:remote-storage
                Bytes copied to remote storage per second.
            remote.log.manager.copy.quota.window.num int 11 >=1 medium read-only without-effect:remote-storage
                Windows kept for the quota of copying to remote storage.
            remote.log.manager.copy.quota.window.size.seconds int 1 >=1 medium read-only without-effect:remote-storage
                Seconds of each window for the quota of copying to remote storage.
            remote.log.manager.expiration.thread.pool.size int 10 >=1 medium cluster-wide without-effect:remote-storage
                Threads that delete expired segments from remote storage.
            remote.log.manager.fetch.max.bytes.per.second long 9223372036854775807 >=1 medium cluster-wide without-effect:remote-storage
                Bytes read from remote storage per second.
            remote.log.manager.fetch.quota.window.num int 11 >=1 medium read-only without-effect:remote-storage
                Windows kept for the quota of reading from remote storage.
            remote.log.manager.fetch.quota.window.size.seconds int 1 >=1 medium read-only without-effect:remote-storage
                Seconds of each window for the quota of reading from remote storage.
            remote.log.manager.follower.thread.pool.size int 2 >=1 medium cluster-wide without-effect:remote-storage
                Threads that learn for followers how far remote storage has come.
            remote.log.manager.task.interval.ms long 30000 >=1 low read-only without-effect:remote-storage
                How often it is looked for work with remote storage.
            remote.log.manager.task.retry.backoff.max.ms long 30000 >=1 low read-only internal
                The longest wait before work with remote storage is tried again.
            remote.log.manager.task.retry.backoff.ms long 500 >=1 low read-only internal
                The first wait before work with remote storage is tried again.
            remote.log.manager.task.retry.jitter double 0.2 0..0.5 low read-only internal
                Share of those waits that is varied at random.
            remote.log.manager.thread.pool.size int 2 >=1 medium read-only deprecated without-effect:remote-storage
                The former name of remote.log.manager.follower.thread.pool.size.
            remote.log.metadata.custom.metadata.max.bytes int 128 >=0 low read-only without-effect:remote-storage
                Bytes a remote storage plug-in may note for each segment.
            remote.log.metadata.manager.class.name string org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager not-empty medium read-only without-effect:remote-storage
                The plug-in that keeps track of remote segments.
            remote.log.metadata.manager.class.path string null - medium read-only without-effect:remote-storage
                Where the classes of that plug-in are found, apart from all others.
            remote.log.metadata.manager.impl.prefix string rlmm.config. not-empty medium read-only without-effect:remote-storage
                The beginning of names of settings meant for that plug-in.
            remote.log.metadata.manager.listener.name string null not-empty medium read-only without-effect:remote-storage
                The listener that plug-in uses to reach brokers.
            remote.log.reader.max.pending.tasks int 100 >=1 medium read-only without-effect:remote-storage
                Reads of remote storage that may wait for a thread.
            remote.log.reader.threads int 10 >=1 medium cluster-wide without-effect:remote-storage
                Threads that read remote storage.
            remote.log.storage.manager.class.name string null not-empty medium read-only without-effect:remote-storage
                The plug-in that stores segments remotely.
            remote.log.storage.manager.class.path string null - medium read-only without-effect:remote-storage
                Where the classes of that plug-in are found, apart from all others.
            remote.log.storage.manager.impl.prefix string rsm.config. not-empty medium read-only without-effect:remote-storage
                The beginning of names of settings meant for that plug-in.
            remote.log.storage.system.enable boolean false - medium read-only without-effect:remote-storage
                Is there remote storage?
            """;

    private TieredStorageRows() {}
}
