package io.ottla.wire.stored.share;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** What one member of a share group reads. */
public interface ShareGroupCurrentMemberAssignmentRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 14;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(int memberEpoch, int previousMemberEpoch, byte state, List<TopicPartitions> assignedPartitions)
            implements StoredValue {}

    record TopicPartitions(Uuid topicId, List<Integer> partitions) {}
}
