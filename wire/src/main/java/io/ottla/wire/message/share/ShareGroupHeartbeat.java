package io.ottla.wire.message.share;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a share group tells what it reads, and learns what to read.
 *
 * <p>Flexible from the start.
 */
public interface ShareGroupHeartbeat {
    @Message(newest = 1, flexibleSince = 0)
    record Request(
            String groupId,
            String memberId,
            int memberEpoch,
            @Default("null") @Nullable String rackId,
            @Default("null") @Nullable List<String> subscribedTopicNames)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.SHARE_GROUP_HEARTBEAT;
        }
    }

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

    record TopicPartitions(Uuid topicId, List<Integer> partitions) {}
}
