package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which producers have written to partitions of late.
 *
 * <p>Flexible from the start.
 */
public interface DescribeProducers {
    @Message(newest = 0, flexibleSince = 0)
    record Request(List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_PRODUCERS;
        }
    }

    record Topic(String name, List<Integer> partitionIndexes) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(int throttleTimeMs, List<TopicResponse> topics) {}

    record TopicResponse(String name, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            List<ProducerState> activeProducers) {}

    record ProducerState(
            long producerId,
            int producerEpoch,
            @Default("-1") int lastSequence,
            @Default("-1") long lastTimestamp,
            int coordinatorEpoch,
            @Default("-1") long currentTxnStartOffset) {}
}
