package io.ottla.wire.message.raft;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Announces a new leader to the voters of the metadata quorum.
 *
 * <p>v1: voterId, topics.partitions.voterDirectoryId, leaderEndpoints, nodeEndpoints; flexible.
 */
public interface BeginQuorumEpoch {
    @Message(newest = 1, flexibleSince = 1)
    record Request(
            @Default("null") @Nullable String clusterId,
            @Since(1) @Default("-1") @Ignorable int voterId,
            List<Topic> topics,
            @Since(1) @Ignorable List<LeaderEndpoint> leaderEndpoints)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.BEGIN_QUORUM_EPOCH;
        }
    }

    record Topic(String topicName, List<Partition> partitions) {}

    record Partition(
            int partitionIndex, @Since(1) @Ignorable Uuid voterDirectoryId, int leaderId, int leaderEpoch) {}

    record LeaderEndpoint(String name, String host, @UInt16 int port) {}

    @Message(newest = 1, flexibleSince = 1)
    record Response(
            short errorCode,
            List<TopicResponse> topics,
            @Since(1) @Tagged(0) List<NodeEndpoint> nodeEndpoints) {}

    record TopicResponse(String topicName, List<PartitionResponse> partitions) {}

    record PartitionResponse(int partitionIndex, short errorCode, int leaderId, int leaderEpoch) {}

    record NodeEndpoint(int nodeId, String host, @UInt16 int port) {}
}
