package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;

/**
 * Deletes the records before an offset by moving the start of the log.
 *
 * <p>v2: flexible.
 */
public interface DeleteRecords {
    @Message(newest = 2, flexibleSince = 2)
    record Request(List<Topic> topics, int timeoutMs) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DELETE_RECORDS;
        }
    }

    record Topic(String name, List<Partition> partitions) {}

    record Partition(int partitionIndex, long offset) {}

    @Message(newest = 2, flexibleSince = 2)
    record Response(int throttleTimeMs, List<TopicResult> topics) {}

    record TopicResult(String name, List<PartitionResult> partitions) {}

    record PartitionResult(int partitionIndex, long lowWatermark, short errorCode) {}
}
