package io.ottla.wire.message.streams;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the description of the topology that a streams group runs.
 *
 * <p>Flexible from the start.
 */
public interface StreamsGroupTopologyDescriptionUpdate {
    @Message(newest = 0, flexibleSince = 0)
    record Request(String groupId, String memberId, int topologyEpoch, TopologyDescription topologyDescription)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.STREAMS_GROUP_TOPOLOGY_DESCRIPTION_UPDATE;
        }
    }

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

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("null") @Nullable String errorMessage) {}
}
