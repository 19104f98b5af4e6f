package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates topics, or only checks whether it could.
 *
 * <p>v1: validateOnly, topics.errorMessage. v2: throttleTimeMs. v5: topics.topicConfigErrorCode, topics.numPartitions,
 * topics.replicationFactor, topics.configs; flexible. v7: topics.topicId.
 */
public interface CreateTopics {
    @Message(newest = 7, flexibleSince = 5)
    record Request(
            List<Topic> topics,
            @Default("60000") int timeoutMs,
            @Since(1) boolean validateOnly) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CREATE_TOPICS;
        }
    }

    record Topic(
            String name,
            int numPartitions,
            short replicationFactor,
            List<ReplicaAssignment> assignments,
            List<TopicConfig> configs) {}

    record ReplicaAssignment(int partitionIndex, List<Integer> brokerIds) {}

    record TopicConfig(String name, @Nullable String value) {}

    @Message(newest = 7, flexibleSince = 5)
    record Response(@Since(2) @Ignorable int throttleTimeMs, List<TopicResult> topics) {}

    record TopicResult(
            String name,
            @Since(7) @Ignorable Uuid topicId,
            short errorCode,
            @Since(1) @Ignorable @Nullable String errorMessage,
            @Since(5) @Tagged(0) @Ignorable short topicConfigErrorCode,
            @Since(5) @Default("-1") @Ignorable int numPartitions,
            @Since(5) @Default("-1") @Ignorable short replicationFactor,
            @Since(5) @Ignorable @Nullable List<ResultConfig> configs) {}

    record ResultConfig(
            String name,
            @Nullable String value,
            boolean readOnly,
            @Default("-1") byte configSource,
            boolean isSensitive) {}
}
