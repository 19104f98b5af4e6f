package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the moves of partitions that are under way.
 *
 * <p>Flexible from the start.
 */
public interface ListPartitionReassignments {
    @Message(newest = 0, flexibleSince = 0)
    record Request(
            @Default("60000") int timeoutMs,
            @Default("null") @Nullable List<RequestedTopic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.LIST_PARTITION_REASSIGNMENTS;
        }
    }

    record RequestedTopic(String name, List<Integer> partitionIndexes) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage, List<Topic> topics) {}

    record Topic(String name, List<Partition> partitions) {}

    record Partition(
            int partitionIndex, List<Integer> replicas, List<Integer> addingReplicas, List<Integer> removingReplicas) {}
}
