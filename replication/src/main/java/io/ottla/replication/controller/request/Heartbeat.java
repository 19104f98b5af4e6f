package io.ottla.replication.controller.request;

import io.ottla.wire.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life from a broker.
 *
 * @param metadataOffset the highest metadata offset it has applied
 * @param wantsFence it asks to be fenced, or to remain so
 * @param wantsShutDown it asks to leave in an orderly way
 * @param offlineDirectories ids of log directories that have failed
 * @param cordonedDirectories ids of log directories that take no new replicas; null if it does not say
 */
public record Heartbeat(
        int brokerId,
        long brokerEpoch,
        long metadataOffset,
        boolean wantsFence,
        boolean wantsShutDown,
        List<Uuid> offlineDirectories,
        @Nullable List<Uuid> cordonedDirectories) {}
