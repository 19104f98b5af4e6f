package io.ottla.replication.partition.settings;

import io.ottla.log.LogSettings;
import io.ottla.wire.batch.BatchRules;

/**
 * What a topic's configuration means to its partitions. Immutable.
 *
 * @param minInSyncReplicas min.insync.replicas: with fewer, acks=all is refused
 */
public record TopicSettings(LogSettings log, BatchRules batches, int minInSyncReplicas) {
    public static TopicSettings defaults() {
        return new TopicSettings(LogSettings.defaults(), BatchRules.defaults(), 1);
    }
}
