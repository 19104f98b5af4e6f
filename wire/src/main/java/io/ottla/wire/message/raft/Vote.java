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
 * Asks for a vote in an election of the metadata quorum.
 *
 * <p>Flexible from the start. v1: voterId, topics.partitions.replicaDirectoryId, topics.partitions.voterDirectoryId,
 * nodeEndpoints. v2: topics.partitions.preVote.
 */
public interface Vote {
    @Message(newest = 2, flexibleSince = 0)
    record Request(
            @Default("null") @Nullable String clusterId,
            @Since(1) @Default("-1") @Ignorable int voterId,
            List<Topic> topics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.VOTE;
        }
    }

    record Topic(String topicName, List<Partition> partitions) {}

    record Partition(
            int partitionIndex,
            int replicaEpoch,
            int replicaId,
            @Since(1) @Ignorable Uuid replicaDirectoryId,
            @Since(1) @Ignorable Uuid voterDirectoryId,
            int lastOffsetEpoch,
            long lastOffset,
            @Since(2) boolean preVote) {}

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            short errorCode,
            List<TopicResponse> topics,
            @Since(1) @Tagged(0) List<NodeEndpoint> nodeEndpoints) {}

    record TopicResponse(String topicName, List<PartitionResponse> partitions) {}

    record PartitionResponse(int partitionIndex, short errorCode, int leaderId, int leaderEpoch, boolean voteGranted) {}

    record NodeEndpoint(int nodeId, String host, @UInt16 int port) {}
}
