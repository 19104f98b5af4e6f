package io.ottla.wire.stored.group;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** What one member shall hold in the end. */
public interface ConsumerGroupTargetAssignmentMemberRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 7;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(List<TopicPartition> topicPartitions) implements StoredValue {}

    record TopicPartition(Uuid topicId, List<Integer> partitions) {}
}
