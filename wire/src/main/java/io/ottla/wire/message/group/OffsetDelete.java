package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;

/** Deletes offsets a group has stored. */
public interface OffsetDelete {
    @Message(newest = 0)
    record Request(String groupId, List<Topic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.OFFSET_DELETE;
        }
    }

    record Topic(String name, List<Partition> partitions) {}

    record Partition(int partitionIndex) {}

    @Message(newest = 0)
    record Response(short errorCode, int throttleTimeMs, List<TopicResponse> topics) {}

    record TopicResponse(String name, List<PartitionResponse> partitions) {}

    record PartitionResponse(int partitionIndex, short errorCode) {}
}
