package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells partitions of topics page by page, with the replicas that may lead.
 *
 * <p>Flexible from the start.
 */
public interface DescribeTopicPartitions {
    @Message(newest = 0, flexibleSince = 0)
    record Request(
            List<RequestedTopic> topics,
            @Default("2000") int responsePartitionLimit,
            @Default("null") @Nullable Cursor cursor)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_TOPIC_PARTITIONS;
        }
    }

    record RequestedTopic(String name) {}

    record Cursor(String topicName, int partitionIndex) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            List<Topic> topics,
            @Default("null") @Nullable Cursor nextCursor) {}

    record Topic(
            short errorCode,
            @Nullable String name,
            Uuid topicId,
            boolean isInternal,
            List<Partition> partitions,
            @Default("-2147483648") int topicAuthorizedOperations) {}

    record Partition(
            short errorCode,
            int partitionIndex,
            int leaderId,
            @Default("-1") int leaderEpoch,
            List<Integer> replicaNodes,
            List<Integer> isrNodes,
            @Default("null") @Nullable List<Integer> eligibleLeaderReplicas,
            @Default("null") @Nullable List<Integer> lastKnownElr,
            List<Integer> offlineReplicas) {}
}
