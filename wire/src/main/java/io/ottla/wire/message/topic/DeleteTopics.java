package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.NullIn;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes topics by name or id.
 *
 * <p>v1: throttleTimeMs. v4: flexible. v5: responses.errorMessage. v6: topics, responses.topicId; no more topicNames.
 */
public interface DeleteTopics {
    @Message(newest = 6, flexibleSince = 4)
    record Request(
            @Since(6) List<Topic> topics,
            @Until(5) @Ignorable List<String> topicNames,
            int timeoutMs) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DELETE_TOPICS;
        }
    }

    record Topic(@Default("null") @Nullable String name, Uuid topicId) {}

    @Message(newest = 6, flexibleSince = 4)
    record Response(@Since(1) @Ignorable int throttleTimeMs, List<TopicResult> responses) {}

    record TopicResult(
            @NullIn(since = 6) @Nullable String name,
            @Since(6) @Ignorable Uuid topicId,
            short errorCode,
            @Since(5) @Default("null") @Ignorable @Nullable String errorMessage) {}
}
