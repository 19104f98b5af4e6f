package io.ottla.wire.message.retired;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;

/**
 * Told a broker which partitions to lead and which to follow, when the controller still used ZooKeeper.
 *
 * <p>v1: ungroupedPartitionStates.isNew. v2: brokerEpoch, topicStates; no more ungroupedPartitionStates,
 * topicStates.partitionStates.topicName. v3: ungroupedPartitionStates.addingReplicas,
 * ungroupedPartitionStates.removingReplicas, topicStates.partitionStates.addingReplicas,
 * topicStates.partitionStates.removingReplicas. v4: flexible. v5: type, topicStates.topicId, topics; no more
 * partitionErrors, topics.partitionErrors.topicName. v6: ungroupedPartitionStates.leaderRecoveryState,
 * topicStates.partitionStates.leaderRecoveryState. v7: isKRaftController.
 */
public interface LeaderAndIsr {
    @Message(newest = 7, flexibleSince = 4)
    record Request(
            int controllerId,
            @Since(7) boolean isKRaftController,
            int controllerEpoch,
            @Since(2) @Default("-1") @Ignorable long brokerEpoch,
            @Since(5) byte type,
            @Until(1) List<PartitionState> ungroupedPartitionStates,
            @Since(2) List<TopicState> topicStates,
            List<LiveLeader> liveLeaders)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.LEADER_AND_ISR;
        }
    }

    record PartitionState(
            @Until(1) @Ignorable String topicName,
            int partitionIndex,
            int controllerEpoch,
            int leader,
            int leaderEpoch,
            List<Integer> isr,
            int partitionEpoch,
            List<Integer> replicas,
            @Since(3) @Ignorable List<Integer> addingReplicas,
            @Since(3) @Ignorable List<Integer> removingReplicas,
            @Since(1) @Ignorable boolean isNew,
            @Since(6) byte leaderRecoveryState) {}

    record TopicState(String topicName, @Since(5) @Ignorable Uuid topicId, List<PartitionState> partitionStates) {}

    record LiveLeader(int brokerId, String hostName, int port) {}

    @Message(newest = 7, flexibleSince = 4)
    record Response(
            short errorCode,
            @Until(4) List<PartitionError> partitionErrors,
            @Since(5) List<TopicError> topics) {}

    record PartitionError(@Until(4) @Ignorable String topicName, int partitionIndex, short errorCode) {}

    record TopicError(Uuid topicId, List<PartitionError> partitionErrors) {}
}
