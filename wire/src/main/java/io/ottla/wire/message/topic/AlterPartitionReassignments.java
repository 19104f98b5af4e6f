package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves partitions to other replicas, or calls such a move off.
 *
 * <p>Flexible from the start. v1: allowReplicationFactorChange.
 */
public interface AlterPartitionReassignments {
    @Message(newest = 1, flexibleSince = 0)
    record Request(
            @Default("60000") int timeoutMs,
            @Since(1) @Default("true") boolean allowReplicationFactorChange,
            List<Topic> topics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALTER_PARTITION_REASSIGNMENTS;
        }
    }

    record Topic(String name, List<Partition> partitions) {}

    record Partition(
            int partitionIndex, @Default("null") @Nullable List<Integer> replicas) {}

    @Message(newest = 1, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            @Since(1) @Default("true") @Ignorable boolean allowReplicationFactorChange,
            short errorCode,
            @Nullable String errorMessage,
            List<TopicResponse> responses) {}

    record TopicResponse(String name, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex, short errorCode, @Nullable String errorMessage) {}
}
