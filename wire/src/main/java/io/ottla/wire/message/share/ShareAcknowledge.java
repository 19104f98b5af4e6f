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
 * Acknowledges records a member of a share group has acquired.
 *
 * <p>Flexible from the start. v2: isRenewAck, acquisitionLockTimeoutMs.
 */
public interface ShareAcknowledge {
    @Message(newest = 2, flexibleSince = 0)
    record Request(
            @Default("null") @Nullable String groupId,
            @Nullable String memberId,
            int shareSessionEpoch,
            @Since(2) boolean isRenewAck,
            List<Topic> topics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.SHARE_ACKNOWLEDGE;
        }
    }

    record Topic(Uuid topicId, List<Partition> partitions) {}

    record Partition(int partitionIndex, List<AcknowledgementBatch> acknowledgementBatches) {}

    record AcknowledgementBatch(long firstOffset, long lastOffset, List<Byte> acknowledgeTypes) {}

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            @Since(2) @Ignorable int acquisitionLockTimeoutMs,
            List<TopicResponse> responses,
            List<NodeEndpoint> nodeEndpoints) {}

    record TopicResponse(Uuid topicId, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int partitionIndex,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            Leader currentLeader) {}

    record Leader(int leaderId, int leaderEpoch) {}

    record NodeEndpoint(
            int nodeId,
            String host,
            int port,
            @Default("null") @Nullable String rack) {}
}
