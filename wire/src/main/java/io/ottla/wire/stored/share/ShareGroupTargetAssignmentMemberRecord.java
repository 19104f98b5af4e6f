package io.ottla.wire.stored.share;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** What one member of a share group shall read. */
public interface ShareGroupTargetAssignmentMemberRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 13;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(List<TopicPartition> topicPartitions) implements StoredValue {}

    record TopicPartition(Uuid topicId, List<Integer> partitions) {}
}
