package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;

/**
 * Tells the controller in which of a broker's log directories replicas lie.
 *
 * <p>Flexible from the start.
 */
public interface AssignReplicasToDirs {
    @Message(newest = 0, flexibleSince = 0)
    record Request(int brokerId, @Default("-1") long brokerEpoch, List<Directory> directories)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ASSIGN_REPLICAS_TO_DIRS;
        }
    }

    record Directory(Uuid id, List<Topic> topics) {}

    record Topic(Uuid topicId, List<Partition> partitions) {}

    record Partition(int partitionIndex) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(int throttleTimeMs, short errorCode, List<DirectoryResponse> directories) {}

    record DirectoryResponse(Uuid id, List<TopicResponse> topics) {}

    record TopicResponse(Uuid topicId, List<PartitionResponse> partitions) {}

    record PartitionResponse(int partitionIndex, short errorCode) {}
}
