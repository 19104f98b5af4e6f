package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds partitions to topics.
 *
 * <p>v2: flexible.
 */
public interface CreatePartitions {
    @Message(newest = 3, flexibleSince = 2)
    record Request(List<Topic> topics, int timeoutMs, boolean validateOnly) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CREATE_PARTITIONS;
        }
    }

    record Topic(String name, int count, @Nullable List<Assignment> assignments) {}

    record Assignment(List<Integer> brokerIds) {}

    @Message(newest = 3, flexibleSince = 2)
    record Response(int throttleTimeMs, List<TopicResult> results) {}

    record TopicResult(
            String name,
            short errorCode,
            @Default("null") @Nullable String errorMessage) {}
}
