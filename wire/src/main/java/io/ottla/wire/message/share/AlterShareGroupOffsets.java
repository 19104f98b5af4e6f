package io.ottla.wire.message.share;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves where a share group without members will start.
 *
 * <p>Flexible from the start.
 */
public interface AlterShareGroupOffsets {
    @Message(newest = 0, flexibleSince = 0)
    record Request(String groupId, List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALTER_SHARE_GROUP_OFFSETS;
        }
    }

    record Topic(String topicName, List<Partition> partitions) {}

    record Partition(int partitionIndex, long startOffset) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            List<TopicResponse> responses) {}

    record TopicResponse(String topicName, Uuid topicId, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            short errorCode,
            @Default("null") @Nullable String errorMessage) {}
}
