package io.ottla.log;

/**
 * What the whole broker's configuration means to its log directories.
 *
 * @param clusterId cluster.id of meta.properties; must match what is on disk
 * @param nodeId node.id of meta.properties; must match what is on disk
 * @param checkpointIntervalMs log.flush.offset.checkpoint.interval.ms
 * @param producerExpirationMs producer.id.expiration.ms
 * @param flushThreads fsyncs under way at once per directory
 */
public record StorageSettings(
        String clusterId, int nodeId, long checkpointIntervalMs, long producerExpirationMs, int flushThreads) {
    public static StorageSettings defaults(String clusterId, int nodeId) {
        return new StorageSettings(clusterId, nodeId, 60_000, 86_400_000, 4);
    }
}
