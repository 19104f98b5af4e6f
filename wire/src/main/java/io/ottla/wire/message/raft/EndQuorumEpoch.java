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
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resigns as leader of the metadata quorum and suggests successors.
 *
 * <p>v1: topics.partitions.preferredCandidates, leaderEndpoints, nodeEndpoints; no more
 * topics.partitions.preferredSuccessors; flexible.
 */
public interface EndQuorumEpoch {
    @Message(newest = 1, flexibleSince = 1)
    record Request(
            @Default("null") @Nullable String clusterId,
            List<Topic> topics,
            @Since(1) @Ignorable List<LeaderEndpoint> leaderEndpoints)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.END_QUORUM_EPOCH;
        }
    }

    record Topic(String topicName, List<Partition> partitions) {}

    record Partition(
            int partitionIndex,
            int leaderId,
            int leaderEpoch,
            @Until(0) @Ignorable List<Integer> preferredSuccessors,
            @Since(1) @Ignorable List<ReplicaInfo> preferredCandidates) {}

    record ReplicaInfo(int candidateId, Uuid candidateDirectoryId) {}

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
