package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores how far a group has read.
 *
 * <p>v1: generationIdOrMemberEpoch, memberId, topics.partitions.commitTimestamp. v2: retentionTimeMs; no more
 * topics.partitions.commitTimestamp. v3: throttleTimeMs. v5: no more retentionTimeMs. v6:
 * topics.partitions.committedLeaderEpoch. v7: groupInstanceId. v8: flexible. v10: topics.topicId; no more topics.name.
 */
public interface OffsetCommit {
    @Message(newest = 10, flexibleSince = 8)
    record Request(
            String groupId,
            @Since(1) @Default("-1") @Ignorable int generationIdOrMemberEpoch,
            @Since(1) @Ignorable String memberId,
            @Since(7) @Default("null") @Nullable String groupInstanceId,
            @Since(2) @Until(4) @Default("-1") @Ignorable long retentionTimeMs,
            List<Topic> topics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.OFFSET_COMMIT;
        }
    }

    record Topic(
            @Until(9) @Ignorable String name,
            @Since(10) @Ignorable Uuid topicId,
            List<Partition> partitions) {}

    record Partition(
            int partitionIndex,
            long committedOffset,
            @Since(6) @Default("-1") @Ignorable int committedLeaderEpoch,
            @Since(1) @Until(1) @Default("-1") long commitTimestamp,
            @Nullable String committedMetadata) {}

    @Message(newest = 10, flexibleSince = 8)
    record Response(@Since(3) @Ignorable int throttleTimeMs, List<TopicResponse> topics) {}

    record TopicResponse(
            @Until(9) @Ignorable String name,
            @Since(10) @Ignorable Uuid topicId,
            List<PartitionResponse> partitions) {}

    record PartitionResponse(int partitionIndex, short errorCode) {}
}
