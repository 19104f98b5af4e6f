package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends record batches to partitions and says at which offsets they went in.
 *
 * <p>v1: throttleTimeMs. v2: responses.partitionResponses.logAppendTimeMs. v3: transactionalId. v5:
 * responses.partitionResponses.logStartOffset. v8: responses.partitionResponses.recordErrors,
 * responses.partitionResponses.errorMessage. v9: flexible. v10: responses.partitionResponses.currentLeader,
 * nodeEndpoints. v13: topicData.topicId, responses.topicId; no more topicData.name, responses.name.
 */
public interface Produce {
    @Message(newest = 13, flexibleSince = 9)
    record Request(
            @Since(3) @Default("null") @Nullable String transactionalId,
            short acks,
            int timeoutMs,
            List<TopicData> topicData)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.PRODUCE;
        }
    }

    record TopicData(
            @Until(12) @Ignorable String name,
            @Since(13) @Ignorable Uuid topicId,
            List<PartitionData> partitionData) {}

    record PartitionData(int index, @Nullable Payload records) {}

    @Message(newest = 13, flexibleSince = 9)
    record Response(
            List<TopicResponse> responses,
            @Since(1) @Ignorable int throttleTimeMs,
            @Since(10) @Tagged(0) List<NodeEndpoint> nodeEndpoints) {}

    record TopicResponse(
            @Until(12) @Ignorable String name,
            @Since(13) @Ignorable Uuid topicId,
            List<PartitionResponse> partitionResponses) {}

    record PartitionResponse(
            int index,
            short errorCode,
            long baseOffset,
            @Since(2) @Default("-1") @Ignorable long logAppendTimeMs,
            @Since(5) @Default("-1") @Ignorable long logStartOffset,
            @Since(8) @Ignorable List<RecordError> recordErrors,
            @Since(8) @Default("null") @Ignorable @Nullable String errorMessage,
            @Since(10) @Tagged(0) Leader currentLeader) {}

    record RecordError(
            int batchIndex, @Default("null") @Nullable String batchIndexErrorMessage) {}

    record Leader(
            @Default("-1") int leaderId, @Default("-1") int leaderEpoch) {
        /** No hint at another leader; written as nothing. */
        public static final Leader NONE = new Leader(-1, -1);
    }

    record NodeEndpoint(
            int nodeId,
            String host,
            int port,
            @Default("null") @Nullable String rack) {}
}
