package io.ottla.log;

/**
 * What the whole broker's configuration means to its log directories.
 *
 * @param clusterId cluster.id of meta.properties; must match what is on disk
 * @param nodeId node.id of meta.properties; must match what is on disk
 * @param checkpointIntervalMs log.flush.offset.checkpoint.interval.ms
 * @param producerExpirationMs producer.id.expiration.ms
 * @param flushThreads fsyncs under way at once per directory
 * @param pageCacheBytes how much of what was read and written lately the operating system is taken to keep in memory; what
 *     lies further back is warmed in the background before a loop sends it
 */
public record StorageSettings(
        String clusterId,
        int nodeId,
        long checkpointIntervalMs,
        long producerExpirationMs,
        int flushThreads,
        long pageCacheBytes) {
    private static final long PAGE_CACHE_BYTES = 2L << 30;

    /** Kafka's defaults, and ours where it has none. */
    public static StorageSettings defaults(String clusterId, int nodeId) {
        return new StorageSettings(clusterId, nodeId, 60_000, 86_400_000, 8, PAGE_CACHE_BYTES);
    }
}
