package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;

/**
 * Moves replicas between the log directories of a broker.
 *
 * <p>v2: flexible.
 */
public interface AlterReplicaLogDirs {
    @Message(newest = 2, flexibleSince = 2)
    record Request(List<Directory> dirs) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALTER_REPLICA_LOG_DIRS;
        }
    }

    record Directory(String path, List<Topic> topics) {}

    record Topic(String name, List<Integer> partitions) {}

    @Message(newest = 2, flexibleSince = 2)
    record Response(int throttleTimeMs, List<TopicResult> results) {}

    record TopicResult(String topicName, List<PartitionResult> partitions) {}

    record PartitionResult(int partitionIndex, short errorCode) {}
}
