package io.ottla.wire.message.group;

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
 * Tells how far a group has read.
 *
 * <p>v2: errorCode. v3: throttleTimeMs. v5: topics.partitions.committedLeaderEpoch. v6: flexible. v7: requireStable.
 * v8: groups; no more groupId, topics, errorCode. v9: groups.memberId, groups.memberEpoch. v10: groups.topics.topicId;
 * no more groups.topics.name.
 */
public interface OffsetFetch {
    @Message(newest = 10, flexibleSince = 6)
    record Request(
            @Until(7) String groupId,
            @Until(7) @NullIn(since = 2) @Nullable List<Topic> topics,
            @Since(8) List<Group> groups,
            @Since(7) boolean requireStable)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.OFFSET_FETCH;
        }
    }

    record Topic(String name, List<Integer> partitionIndexes) {}

    record Group(
            String groupId,
            @Since(9) @Default("null") @Ignorable @Nullable String memberId,
            @Since(9) @Default("-1") @Ignorable int memberEpoch,
            @Nullable List<GroupTopic> topics) {}

    record GroupTopic(
            @Until(9) @Ignorable String name,
            @Since(10) @Ignorable Uuid topicId,
            List<Integer> partitionIndexes) {}

    @Message(newest = 10, flexibleSince = 6)
    record Response(
            @Since(3) @Ignorable int throttleTimeMs,
            @Until(7) List<TopicResponse> topics,
            @Since(2) @Until(7) @Ignorable short errorCode,
            @Since(8) List<GroupResponse> groups) {}

    record TopicResponse(String name, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            long committedOffset,
            @Since(5) @Default("-1") @Ignorable int committedLeaderEpoch,
            @Nullable String metadata,
            short errorCode) {}

    record GroupResponse(String groupId, List<GroupTopicResponse> topics, short errorCode) {}

    record GroupTopicResponse(
            @Until(9) @Ignorable String name,
            @Since(10) @Ignorable Uuid topicId,
            List<GroupPartitionResponse> partitions) {}

    record GroupPartitionResponse(
            int partitionIndex,
            long committedOffset,
            @Default("-1") int committedLeaderEpoch,
            @Nullable String metadata,
            short errorCode) {}
}
