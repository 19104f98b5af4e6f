package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the id of the cluster and its brokers or controllers.
 *
 * <p>Flexible from the start. v1: endpointType. v2: includeFencedBrokers, brokers.isFenced.
 */
public interface DescribeCluster {
    @Message(newest = 2, flexibleSince = 0)
    record Request(
            boolean includeClusterAuthorizedOperations,
            @Since(1) @Default("1") byte endpointType,
            @Since(2) boolean includeFencedBrokers)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_CLUSTER;
        }
    }

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            @Since(1) @Default("1") byte endpointType,
            String clusterId,
            @Default("-1") int controllerId,
            List<Broker> brokers,
            @Default("-2147483648") int clusterAuthorizedOperations) {}

    record Broker(
            int brokerId,
            String host,
            int port,
            @Default("null") @Nullable String rack,
            @Since(2) boolean isFenced) {}
}
