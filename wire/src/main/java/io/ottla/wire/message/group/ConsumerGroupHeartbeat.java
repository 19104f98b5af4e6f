package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a consumer group (KIP-848) tells what it reads and holds, and learns what to hold.
 *
 * <p>Flexible from the start. v1: subscribedTopicRegex.
 */
public interface ConsumerGroupHeartbeat {
    @Message(newest = 1, flexibleSince = 0)
    record Request(
            String groupId,
            String memberId,
            int memberEpoch,
            @Default("null") @Nullable String instanceId,
            @Default("null") @Nullable String rackId,
            @Default("-1") int rebalanceTimeoutMs,
            @Default("null") @Nullable List<String> subscribedTopicNames,
            @Since(1) @Default("null") @Nullable String subscribedTopicRegex,
            @Default("null") @Nullable String serverAssignor,
            @Default("null") @Nullable List<TopicPartitions> topicPartitions)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CONSUMER_GROUP_HEARTBEAT;
        }
    }

    record TopicPartitions(Uuid topicId, List<Integer> partitions) {}

    @Message(newest = 1, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            @Default("null") @Nullable String memberId,
            int memberEpoch,
            int heartbeatIntervalMs,
            @Default("null") @Nullable Assignment assignment) {}

    record Assignment(List<TopicPartitions> topicPartitions) {}
}
