package io.ottla.wire.stored.streams;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** The topology a streams group runs. */
public interface StreamsGroupTopologyRecord {
    @Message(newest = 0)
    record Key(String groupId) implements StoredKey {
        @Override
        public short type() {
            return 23;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(int epoch, List<Subtopology> subtopologies) implements StoredValue {}

    record Subtopology(
            String subtopologyId,
            List<String> sourceTopics,
            List<String> sourceTopicRegex,
            List<TopicInfo> stateChangelogTopics,
            List<String> repartitionSinkTopics,
            List<TopicInfo> repartitionSourceTopics,
            List<CopartitionGroup> copartitionGroups) {}

    record TopicInfo(String name, int partitions, short replicationFactor, List<TopicConfig> topicConfigs) {}

    record TopicConfig(String key, String value) {}

    record CopartitionGroup(
            List<Short> sourceTopics, List<Short> sourceTopicRegex, List<Short> repartitionSourceTopics) {}
}
