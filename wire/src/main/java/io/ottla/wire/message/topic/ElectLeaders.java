package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elects leaders anew: the preferred ones, or unclean ones where nobody else is left.
 *
 * <p>v1: electionType, errorCode. v2: flexible.
 */
public interface ElectLeaders {
    @Message(newest = 2, flexibleSince = 2)
    record Request(
            @Since(1) byte electionType,
            @Nullable List<Topic> topicPartitions,
            @Default("60000") int timeoutMs) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ELECT_LEADERS;
        }
    }

    record Topic(String topic, List<Integer> partitions) {}

    @Message(newest = 2, flexibleSince = 2)
    record Response(int throttleTimeMs, @Since(1) short errorCode, List<TopicResult> replicaElectionResults) {}

    record TopicResult(String topic, List<PartitionResult> partitionResult) {}

    record PartitionResult(
            int partitionId, short errorCode, @Nullable String errorMessage) {}
}
