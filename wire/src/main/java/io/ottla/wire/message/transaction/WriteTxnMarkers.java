package io.ottla.wire.message.transaction;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;

/**
 * Writes the end of transactions into the partitions they touched; sent by the transaction coordinator.
 *
 * <p>v1: flexible. v2: markers.transactionVersion.
 */
public interface WriteTxnMarkers {
    @Message(newest = 2, flexibleSince = 1)
    record Request(List<Marker> markers) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.WRITE_TXN_MARKERS;
        }
    }

    record Marker(
            long producerId,
            short producerEpoch,
            boolean transactionResult,
            List<Topic> topics,
            int coordinatorEpoch,
            @Since(2) @Ignorable byte transactionVersion) {}

    record Topic(String name, List<Integer> partitionIndexes) {}

    @Message(newest = 2, flexibleSince = 1)
    record Response(List<MarkerResult> markers) {}

    record MarkerResult(long producerId, List<TopicResult> topics) {}

    record TopicResult(String name, List<PartitionResult> partitions) {}

    record PartitionResult(int partitionIndex, short errorCode) {}
}
