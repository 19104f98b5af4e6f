package io.ottla.wire.message.transaction;

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
 * Stores how far a group has read, to take effect when the transaction commits.
 *
 * <p>v2: topics.partitions.committedLeaderEpoch. v3: generationIdOrMemberEpoch, memberId, groupInstanceId; flexible.
 * v6: topics.topicId; no more topics.name.
 */
public interface TxnOffsetCommit {
    @Message(newest = 6, flexibleSince = 3)
    record Request(
            String transactionalId,
            String groupId,
            long producerId,
            short producerEpoch,
            @Since(3) @Default("-1") int generationIdOrMemberEpoch,
            @Since(3) String memberId,
            @Since(3) @Default("null") @Nullable String groupInstanceId,
            List<Topic> topics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.TXN_OFFSET_COMMIT;
        }
    }

    record Topic(
            @Until(5) @Ignorable String name,
            @Since(6) @Ignorable Uuid topicId,
            List<Partition> partitions) {}

    record Partition(
            int partitionIndex,
            long committedOffset,
            @Since(2) @Default("-1") @Ignorable int committedLeaderEpoch,
            @Nullable String committedMetadata) {}

    @Message(newest = 6, flexibleSince = 3)
    record Response(int throttleTimeMs, List<TopicResponse> topics) {}

    record TopicResponse(
            @Until(5) @Ignorable String name,
            @Since(6) @Ignorable Uuid topicId,
            List<PartitionResponse> partitions) {}

    record PartitionResponse(int partitionIndex, short errorCode) {}
}
