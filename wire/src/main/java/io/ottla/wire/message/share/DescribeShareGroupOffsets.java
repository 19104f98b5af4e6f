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
 * Tells how far share groups have come.
 *
 * <p>Flexible from the start. v1: groups.topics.partitions.lag.
 */
public interface DescribeShareGroupOffsets {
    @Message(newest = 1, flexibleSince = 0)
    record Request(List<Group> groups) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_SHARE_GROUP_OFFSETS;
        }
    }

    record Group(String groupId, @Nullable List<Topic> topics) {}

    record Topic(String topicName, List<Integer> partitions) {}

    @Message(newest = 1, flexibleSince = 0)
    record Response(int throttleTimeMs, List<GroupResponse> groups) {}

    record GroupResponse(
            String groupId,
            List<TopicResponse> topics,
            short errorCode,
            @Default("null") @Nullable String errorMessage) {}

    record TopicResponse(String topicName, Uuid topicId, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            long startOffset,
            int leaderEpoch,
            @Since(1) @Default("-1") @Ignorable long lag,
            short errorCode,
            @Default("null") @Nullable String errorMessage) {}
}
