package io.ottla.broker.joint;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.log.LogDirs;
import io.ottla.log.StorageSettings;

/** What a broker's configuration means to its log directories. */
final class StorageSettingsOf {
    private StorageSettingsOf() {}

    static StorageSettings config(BrokerConfig config, String clusterId) {
        var defaults = StorageSettings.defaults(clusterId, config.nodeId());
        return new StorageSettings(
                clusterId,
                config.nodeId(),
                config.longOf("log.flush.offset.checkpoint.interval.ms"),
                config.longOf("producer.id.expiration.ms"),
                defaults.flushThreads(),
                defaults.pageCacheBytes());
    }

    /** Tells the directories what may change while they are in use. */
    static void tell(BrokerConfig config, LogDirs dirs) {
        dirs.rememberProducersFor(config.longOf("producer.id.expiration.ms"));
        dirs.limitMoves(config.longOf("replica.alter.log.dirs.io.max.bytes.per.second"));
    }
}
