package io.ottla.wire.message.streams;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.UInt16;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a streams group tells its topology and tasks, and learns which tasks to run.
 *
 * <p>Flexible from the start. v1: acceptableRecoveryLag, topologyDescriptionRequired; no more
 * acceptableRecoveryLagLegacy.
 */
public interface StreamsGroupHeartbeat {
    @Message(newest = 1, flexibleSince = 0)
    record Request(
            String groupId,
            String memberId,
            int memberEpoch,
            int endpointInformationEpoch,
            @Default("null") @Nullable String instanceId,
            @Default("null") @Nullable String rackId,
            @Default("-1") int rebalanceTimeoutMs,
            @Default("null") @Nullable Topology topology,
            @Default("null") @Nullable List<TaskIds> activeTasks,
            @Default("null") @Nullable List<TaskIds> standbyTasks,
            @Default("null") @Nullable List<TaskIds> warmupTasks,
            @Default("null") @Nullable String processId,
            @Default("null") @Nullable Endpoint userEndpoint,
            @Default("null") @Nullable List<KeyValue> clientTags,
            @Default("null") @Nullable List<TaskOffset> taskOffsets,
            @Default("null") @Nullable List<TaskOffset> taskEndOffsets,
            boolean shutdownApplication)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.STREAMS_GROUP_HEARTBEAT;
        }
    }

    record Topology(int epoch, List<Subtopology> subtopologies) {}

    record Subtopology(
            String subtopologyId,
            List<String> sourceTopics,
            List<String> sourceTopicRegex,
            List<TopicInfo> stateChangelogTopics,
            List<String> repartitionSinkTopics,
            List<TopicInfo> repartitionSourceTopics,
            List<CopartitionGroup> copartitionGroups) {}

    record TopicInfo(String name, int partitions, short replicationFactor, List<KeyValue> topicConfigs) {}

    record KeyValue(String key, String value) {}

    record CopartitionGroup(
            List<Short> sourceTopics, List<Short> sourceTopicRegex, List<Short> repartitionSourceTopics) {}

    record TaskIds(String subtopologyId, List<Integer> partitions) {}

    record Endpoint(String host, @UInt16 int port) {}

    record TaskOffset(String subtopologyId, int partition, long offset) {}

    @Message(newest = 1, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            String memberId,
            int memberEpoch,
            int heartbeatIntervalMs,
            @Until(0) int acceptableRecoveryLagLegacy,
            int taskOffsetIntervalMs,
            @Since(1) @Default("-1") @Ignorable long acceptableRecoveryLag,
            @Nullable List<Status> status,
            @Default("null") @Nullable List<TaskIds> activeTasks,
            @Default("null") @Nullable List<TaskIds> standbyTasks,
            @Default("null") @Nullable List<TaskIds> warmupTasks,
            @Since(1) boolean topologyDescriptionRequired,
            int endpointInformationEpoch,
            @Default("null") @Nullable List<EndpointToPartitions> partitionsByUserEndpoint) {}

    record Status(byte statusCode, String statusDetail) {}

    record EndpointToPartitions(
            Endpoint userEndpoint, List<TopicPartition> activePartitions, List<TopicPartition> standbyPartitions) {}

    record TopicPartition(String topic, List<Integer> partitions) {}
}
