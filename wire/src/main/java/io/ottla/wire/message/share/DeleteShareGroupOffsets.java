package io.ottla.wire.message.share;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forgets how far a share group has come.
 *
 * <p>Flexible from the start.
 */
public interface DeleteShareGroupOffsets {
    @Message(newest = 0, flexibleSince = 0)
    record Request(String groupId, List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DELETE_SHARE_GROUP_OFFSETS;
        }
    }

    record Topic(String topicName) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            List<TopicResponse> responses) {}

    record TopicResponse(
            String topicName,
            Uuid topicId,
            short errorCode,
            @Default("null") @Nullable String errorMessage) {}
}
