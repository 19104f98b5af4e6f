package io.ottla.wire.message.streams;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells state, topology, members and tasks of streams groups.
 *
 * <p>Flexible from the start. v1: includeTopologyDescription, groups.topologyDescription,
 * groups.topologyDescriptionStatus, groups.assignorName.
 */
public interface StreamsGroupDescribe {
    @Message(newest = 1, flexibleSince = 0)
    record Request(
            List<String> groupIds,
            boolean includeAuthorizedOperations,
            @Since(1) boolean includeTopologyDescription) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.STREAMS_GROUP_DESCRIBE;
        }
    }

    @Message(newest = 1, flexibleSince = 0)
    record Response(int throttleTimeMs, List<Group> groups) {}

    record Group(
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            String groupId,
            String groupState,
            int groupEpoch,
            int assignmentEpoch,
            @Default("null") @Nullable Topology topology,
            List<Member> members,
            @Default("-2147483648") int authorizedOperations,
            @Since(1) @Default("null") @Nullable TopologyDescription topologyDescription,
            @Since(1) byte topologyDescriptionStatus,
            @Since(1) @Default("null") @Ignorable @Nullable String assignorName) {}

    record Topology(int epoch, @Default("null") @Nullable List<Subtopology> subtopologies) {}

    record Subtopology(
            String subtopologyId,
            List<String> sourceTopics,
            List<String> repartitionSinkTopics,
            List<TopicInfo> stateChangelogTopics,
            List<TopicInfo> repartitionSourceTopics) {}

    record TopicInfo(String name, int partitions, short replicationFactor, List<KeyValue> topicConfigs) {}

    record KeyValue(String key, String value) {}

    record Member(
            String memberId,
            int memberEpoch,
            @Default("null") @Nullable String instanceId,
            @Default("null") @Nullable String rackId,
            String clientId,
            String clientHost,
            int topologyEpoch,
            String processId,
            @Default("null") @Nullable Endpoint userEndpoint,
            List<KeyValue> clientTags,
            List<TaskOffset> taskOffsets,
            List<TaskOffset> taskEndOffsets,
            Assignment assignment,
            Assignment targetAssignment,
            boolean isClassic) {}

    record Endpoint(String host, @UInt16 int port) {}

    record TaskOffset(String subtopologyId, int partition, long offset) {}

    record Assignment(List<TaskIds> activeTasks, List<TaskIds> standbyTasks, List<TaskIds> warmupTasks) {}

    record TaskIds(String subtopologyId, List<Integer> partitions) {}

    record TopologyDescription(List<DescribedSubtopology> subtopologies, List<DescribedGlobalStore> globalStores) {}

    record DescribedSubtopology(String subtopologyId, List<DescribedNode> nodes) {}

    record DescribedNode(
            String name,
            byte nodeType,
            List<String> sourceTopics,
            @Default("null") @Nullable String sinkTopic,
            List<String> stores,
            List<String> successors) {}

    record DescribedGlobalStore(DescribedNode source, DescribedNode processor) {}
}
