package io.ottla.wire.message.share;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.NullIn;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acquires records for a member of a share group, and acknowledges earlier ones on the way.
 *
 * <p>Flexible from the start. v1: maxRecords, batchSize, acquisitionLockTimeoutMs; no more
 * topics.partitions.partitionMaxBytes. v2: shareAcquireMode, isRenewAck.
 */
public interface ShareFetch {
    @Message(newest = 2, flexibleSince = 0)
    record Request(
            @Default("null") @Nullable String groupId,
            @Nullable String memberId,
            int shareSessionEpoch,
            int maxWaitMs,
            int minBytes,
            @Default("2147483647") int maxBytes,
            @Since(1) int maxRecords,
            @Since(1) int batchSize,
            @Since(2) @Ignorable byte shareAcquireMode,
            @Since(2) boolean isRenewAck,
            List<Topic> topics,
            List<ForgottenTopic> forgottenTopicsData)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.SHARE_FETCH;
        }
    }

    record Topic(Uuid topicId, List<Partition> partitions) {}

    record Partition(
            int partitionIndex, @Until(0) int partitionMaxBytes, List<AcknowledgementBatch> acknowledgementBatches) {}

    record AcknowledgementBatch(long firstOffset, long lastOffset, List<Byte> acknowledgeTypes) {}

    record ForgottenTopic(Uuid topicId, List<Integer> partitions) {}

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            @Since(1) int acquisitionLockTimeoutMs,
            List<TopicResponse> responses,
            List<NodeEndpoint> nodeEndpoints) {}

    record TopicResponse(Uuid topicId, List<PartitionData> partitions) {}

    record PartitionData(
            int partitionIndex,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            short acknowledgeErrorCode,
            @Default("null") @Nullable String acknowledgeErrorMessage,
            Leader currentLeader,
            @NullIn(until = 0) @Nullable Payload records,
            List<AcquiredRecords> acquiredRecords) {}

    record Leader(int leaderId, int leaderEpoch) {}

    record AcquiredRecords(long firstOffset, long lastOffset, short deliveryCount) {}

    record NodeEndpoint(
            int nodeId,
            String host,
            int port,
            @Default("null") @Nullable String rack) {}
}
