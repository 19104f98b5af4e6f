package io.ottla.replication.controller.request;

import io.ottla.replication.image.Endpoint;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker that wants to belong to the cluster.
 *
 * @param incarnationId drawn when its process started
 * @param previousEpoch its epoch when it last shut down cleanly; -1 if it did not, so that its log may have lost its tail (KIP-966)
 */
public record Registration(
        int brokerId,
        String clusterId,
        Uuid incarnationId,
        List<Endpoint> endpoints,
        Map<String, VersionRange> features,
        @Nullable String rack,
        List<Uuid> directories,
        long previousEpoch) {}
