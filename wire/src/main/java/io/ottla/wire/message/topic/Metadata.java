package io.ottla.wire.message.topic;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.NullIn;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which brokers there are and who leads the partitions of which topics; may create a missing topic.
 *
 * <p>v1: brokers.rack, controllerId, topics.isInternal. v2: clusterId. v3: throttleTimeMs. v4: allowAutoTopicCreation.
 * v5: topics.partitions.offlineReplicas. v7: topics.partitions.leaderEpoch. v8: includeClusterAuthorizedOperations,
 * includeTopicAuthorizedOperations, topics.topicAuthorizedOperations, clusterAuthorizedOperations. v9: flexible. v10:
 * topics.topicId. v11: no more includeClusterAuthorizedOperations, clusterAuthorizedOperations. v13: errorCode.
 */
public interface Metadata {
    @Message(newest = 13, flexibleSince = 9)
    record Request(
            @NullIn(since = 1) @Nullable List<RequestedTopic> topics,
            @Since(4) @Default("true") boolean allowAutoTopicCreation,
            @Since(8) @Until(10) boolean includeClusterAuthorizedOperations,
            @Since(8) boolean includeTopicAuthorizedOperations)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.METADATA;
        }
    }

    record RequestedTopic(
            @Since(10) @Ignorable Uuid topicId,
            @NullIn(since = 10) @Nullable String name) {}

    @Message(newest = 13, flexibleSince = 9)
    record Response(
            @Since(3) @Ignorable int throttleTimeMs,
            List<Broker> brokers,
            @Since(2) @Default("null") @Ignorable @Nullable String clusterId,
            @Since(1) @Default("-1") @Ignorable int controllerId,
            List<Topic> topics,
            @Since(8) @Until(10) @Default("-2147483648") int clusterAuthorizedOperations,
            @Since(13) @Ignorable short errorCode) {}

    record Broker(
            int nodeId,
            String host,
            int port,
            @Since(1) @Default("null") @Ignorable @Nullable String rack) {}

    record Topic(
            short errorCode,
            @NullIn(since = 12) @Nullable String name,
            @Since(10) @Ignorable Uuid topicId,
            @Since(1) @Ignorable boolean isInternal,
            List<Partition> partitions,
            @Since(8) @Default("-2147483648") int topicAuthorizedOperations) {}

    record Partition(
            short errorCode,
            int partitionIndex,
            int leaderId,
            @Since(7) @Default("-1") @Ignorable int leaderEpoch,
            List<Integer> replicaNodes,
            List<Integer> isrNodes,
            @Since(5) @Ignorable List<Integer> offlineReplicas) {}
}
