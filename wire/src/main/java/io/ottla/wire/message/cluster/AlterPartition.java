package io.ottla.wire.message.cluster;

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
 * Asks the controller to change a partition's in-sync replicas; sent by its leader.
 *
 * <p>Flexible from the start. v1: topics.partitions.leaderRecoveryState. v2: topics.topicId; no more topics.topicName.
 * v3: topics.partitions.newIsrWithEpochs; no more topics.partitions.newIsr.
 */
public interface AlterPartition {
    @Message(newest = 3, flexibleSince = 0)
    record Request(int brokerId, @Default("-1") long brokerEpoch, List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALTER_PARTITION;
        }
    }

    record Topic(
            @Until(1) @Ignorable String topicName,
            @Since(2) @Ignorable Uuid topicId,
            List<Partition> partitions) {}

    record Partition(
            int partitionIndex,
            int leaderEpoch,
            @Until(2) List<Integer> newIsr,
            @Since(3) List<BrokerState> newIsrWithEpochs,
            @Since(1) byte leaderRecoveryState,
            int partitionEpoch) {}

    record BrokerState(int brokerId, @Default("-1") long brokerEpoch) {}

    @Message(newest = 3, flexibleSince = 0)
    record Response(int throttleTimeMs, short errorCode, List<TopicResponse> topics) {}

    record TopicResponse(
            @Until(1) @Ignorable String topicName,
            @Since(2) @Ignorable Uuid topicId,
            List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            short errorCode,
            int leaderId,
            int leaderEpoch,
            List<Integer> isr,
            @Since(1) @Ignorable byte leaderRecoveryState,
            int partitionEpoch) {}
}
