package io.ottla.wire.stored.group;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** What the group knew of its topics when it was last assigned; Kafka 4.1 and later write only its tombstone. */
public interface ConsumerGroupPartitionMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId) implements StoredKey {
        @Override
        public short type() {
            return 4;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(List<TopicMetadata> topics) implements StoredValue {}

    record TopicMetadata(
            Uuid topicId, String topicName, int numPartitions, List<PartitionMetadata> partitionMetadata) {}

    record PartitionMetadata(int partition, List<String> racks) {}
}
