package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;

/**
 * Tells where an epoch of leadership ended in the log, so that a follower or consumer can find where it diverges.
 *
 * <p>v1: topics.partitions.leaderEpoch. v2: topics.partitions.currentLeaderEpoch, throttleTimeMs. v3: replicaId. v4:
 * flexible.
 */
public interface OffsetForLeaderEpoch {
    @Message(newest = 4, flexibleSince = 4)
    record Request(@Since(3) @Default("-2") @Ignorable int replicaId, List<Topic> topics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.OFFSET_FOR_LEADER_EPOCH;
        }
    }

    record Topic(String topic, List<Partition> partitions) {}

    record Partition(
            int partition,
            @Since(2) @Default("-1") @Ignorable int currentLeaderEpoch,
            int leaderEpoch) {}

    @Message(newest = 4, flexibleSince = 4)
    record Response(@Since(2) @Ignorable int throttleTimeMs, List<TopicResult> topics) {}

    record TopicResult(String topic, List<EpochEndOffset> partitions) {}

    record EpochEndOffset(
            short errorCode,
            int partition,
            @Since(1) @Default("-1") @Ignorable int leaderEpoch,
            @Default("-1") long endOffset) {}
}
