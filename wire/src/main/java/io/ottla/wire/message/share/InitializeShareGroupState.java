package io.ottla.wire.message.share;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Begins the stored state of share partitions.
 *
 * <p>Flexible from the start.
 */
public interface InitializeShareGroupState {
    @Message(newest = 0, flexibleSince = 0)
    record Request(String groupId, List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.INITIALIZE_SHARE_GROUP_STATE;
        }
    }

    record Topic(Uuid topicId, List<Partition> partitions) {}

    record Partition(int partition, int stateEpoch, long startOffset) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(List<TopicResult> results) {}

    record TopicResult(Uuid topicId, List<PartitionResult> partitions) {}

    record PartitionResult(
            int partition,
            short errorCode,
            @Default("null") @Nullable String errorMessage) {}
}
