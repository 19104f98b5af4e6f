package io.ottla.wire.message.share;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads where share partitions start, without the batches.
 *
 * <p>Flexible from the start. v1: results.partitions.deliveryCompleteCount.
 */
public interface ReadShareGroupStateSummary {
    @Message(newest = 1, flexibleSince = 0)
    record Request(String groupId, List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.READ_SHARE_GROUP_STATE_SUMMARY;
        }
    }

    record Topic(Uuid topicId, List<Partition> partitions) {}

    record Partition(int partition, int leaderEpoch) {}

    @Message(newest = 1, flexibleSince = 0)
    record Response(List<TopicResult> results) {}

    record TopicResult(Uuid topicId, List<PartitionResult> partitions) {}

    record PartitionResult(
            int partition,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            int stateEpoch,
            int leaderEpoch,
            long startOffset,
            @Since(1) @Default("-1") @Ignorable int deliveryCompleteCount) {}
}
