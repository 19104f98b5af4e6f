package io.ottla.wire.message.raft;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells leader, voters and observers of the metadata quorum and how far each has come.
 *
 * <p>Flexible from the start. v1: topics.partitions.currentVoters.lastFetchTimestamp,
 * topics.partitions.currentVoters.lastCaughtUpTimestamp, topics.partitions.observers.lastFetchTimestamp,
 * topics.partitions.observers.lastCaughtUpTimestamp. v2: errorMessage, topics.partitions.errorMessage,
 * topics.partitions.currentVoters.replicaDirectoryId, topics.partitions.observers.replicaDirectoryId, nodes.
 */
public interface DescribeQuorum {
    @Message(newest = 2, flexibleSince = 0)
    record Request(List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_QUORUM;
        }
    }

    record Topic(String topicName, List<Partition> partitions) {}

    record Partition(int partitionIndex) {}

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            short errorCode,
            @Since(2) @Ignorable @Nullable String errorMessage,
            List<TopicResponse> topics,
            @Since(2) List<Node> nodes) {}

    record TopicResponse(String topicName, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            short errorCode,
            @Since(2) @Ignorable @Nullable String errorMessage,
            int leaderId,
            int leaderEpoch,
            long highWatermark,
            List<ReplicaState> currentVoters,
            List<ReplicaState> observers) {}

    record ReplicaState(
            int replicaId,
            @Since(2) Uuid replicaDirectoryId,
            long logEndOffset,
            @Since(1) @Default("-1") @Ignorable long lastFetchTimestamp,
            @Since(1) @Default("-1") @Ignorable long lastCaughtUpTimestamp) {}

    record Node(int nodeId, List<Listener> listeners) {}

    record Listener(String name, String host, @UInt16 int port) {}
}
