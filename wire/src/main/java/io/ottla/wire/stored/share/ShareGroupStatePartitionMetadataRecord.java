package io.ottla.wire.stored.share;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** Which partitions of a share group have stored state, are getting it or are losing it. */
public interface ShareGroupStatePartitionMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId) implements StoredKey {
        @Override
        public short type() {
            return 15;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(
            List<TopicPartitions> initializingTopics,
            List<TopicPartitions> initializedTopics,
            List<TopicInfo> deletingTopics)
            implements StoredValue {}

    record TopicPartitions(Uuid topicId, String topicName, List<Integer> partitions) {}

    record TopicInfo(Uuid topicId, String topicName) {}
}
