package io.ottla.wire.message.retired;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;

/**
 * Told a broker to stop following partitions, and to delete them if wanted.
 *
 * <p>v1: brokerEpoch, topics; no more ungroupedPartitions. v2: flexible. v3: topicStates; no more deletePartitions,
 * topics. v4: isKRaftController.
 */
public interface StopReplica {
    @Message(newest = 4, flexibleSince = 2)
    record Request(
            int controllerId,
            @Since(4) boolean isKRaftController,
            int controllerEpoch,
            @Since(1) @Default("-1") @Ignorable long brokerEpoch,
            @Until(2) boolean deletePartitions,
            @Until(0) List<UngroupedPartition> ungroupedPartitions,
            @Since(1) @Until(2) List<Topic> topics,
            @Since(3) List<TopicState> topicStates)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.STOP_REPLICA;
        }
    }

    record UngroupedPartition(String topicName, int partitionIndex) {}

    record Topic(String name, List<Integer> partitionIndexes) {}

    record TopicState(String topicName, List<PartitionState> partitionStates) {}

    record PartitionState(int partitionIndex, @Default("-1") int leaderEpoch, boolean deletePartition) {}

    @Message(newest = 4, flexibleSince = 2)
    record Response(short errorCode, List<PartitionError> partitionErrors) {}

    record PartitionError(String topicName, int partitionIndex, short errorCode) {}
}
