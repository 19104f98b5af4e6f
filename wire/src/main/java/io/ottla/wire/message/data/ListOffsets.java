package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;

/**
 * Finds an offset by timestamp, or one of the special places of a log: its start, its end, its latest timestamp.
 *
 * <p>v1: topics.partitions.timestamp, topics.partitions.offset; no more topics.partitions.maxNumOffsets,
 * topics.partitions.oldStyleOffsets. v2: isolationLevel, throttleTimeMs. v4: topics.partitions.currentLeaderEpoch,
 * topics.partitions.leaderEpoch. v6: flexible. v10: timeoutMs.
 */
public interface ListOffsets {
    @Message(newest = 11, flexibleSince = 6)
    record Request(
            int replicaId,
            @Since(2) byte isolationLevel,
            List<Topic> topics,
            @Since(10) @Ignorable int timeoutMs) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.LIST_OFFSETS;
        }
    }

    record Topic(String name, List<Partition> partitions) {}

    record Partition(
            int partitionIndex,
            @Since(4) @Default("-1") @Ignorable int currentLeaderEpoch,
            long timestamp,
            @Until(0) @Default("1") int maxNumOffsets) {}

    @Message(newest = 11, flexibleSince = 6)
    record Response(@Since(2) @Ignorable int throttleTimeMs, List<TopicResponse> topics) {}

    record TopicResponse(String name, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            short errorCode,
            @Until(0) List<Long> oldStyleOffsets,
            @Since(1) @Default("-1") long timestamp,
            @Since(1) @Default("-1") long offset,
            @Since(4) @Default("-1") int leaderEpoch) {}
}
