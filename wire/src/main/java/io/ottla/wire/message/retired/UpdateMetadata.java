package io.ottla.wire.message.retired;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Told every broker who leads what, so that it could answer Metadata.
 *
 * <p>v1: liveBrokers.endpoints; no more liveBrokers.v0Host, liveBrokers.v0Port. v2: liveBrokers.rack. v3:
 * liveBrokers.endpoints.listener. v4: ungroupedPartitionStates.offlineReplicas. v5: brokerEpoch, topicStates; no more
 * ungroupedPartitionStates, topicStates.partitionStates.topicName. v6: flexible. v7: topicStates.topicId. v8:
 * isKRaftController, type.
 */
public interface UpdateMetadata {
    @Message(newest = 8, flexibleSince = 6)
    record Request(
            int controllerId,
            @Since(8) boolean isKRaftController,
            @Since(8) @Tagged(0) byte type,
            int controllerEpoch,
            @Since(5) @Default("-1") @Ignorable long brokerEpoch,
            @Until(4) List<PartitionState> ungroupedPartitionStates,
            @Since(5) List<TopicState> topicStates,
            List<Broker> liveBrokers)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.UPDATE_METADATA;
        }
    }

    record PartitionState(
            @Until(4) @Ignorable String topicName,
            int partitionIndex,
            int controllerEpoch,
            int leader,
            int leaderEpoch,
            List<Integer> isr,
            int zkVersion,
            List<Integer> replicas,
            @Since(4) @Ignorable List<Integer> offlineReplicas) {}

    record TopicState(String topicName, @Since(7) @Ignorable Uuid topicId, List<PartitionState> partitionStates) {}

    record Broker(
            int id,
            @Until(0) @Ignorable String v0Host,
            @Until(0) @Ignorable int v0Port,
            @Since(1) @Ignorable List<Endpoint> endpoints,
            @Since(2) @Ignorable @Nullable String rack) {}

    record Endpoint(
            int port, String host, @Since(3) @Ignorable String listener, short securityProtocol) {}

    @Message(newest = 8, flexibleSince = 6)
    record Response(short errorCode) {}
}
