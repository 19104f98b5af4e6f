package io.ottla.wire.stored.group;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one member holds, and what it still has to give up. */
public interface ConsumerGroupCurrentMemberAssignmentRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 8;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(
            int memberEpoch,
            int previousMemberEpoch,
            byte state,
            List<TopicPartitions> assignedPartitions,
            List<TopicPartitions> partitionsPendingRevocation)
            implements StoredValue {}

    record TopicPartitions(
            Uuid topicId,
            List<Integer> partitions,
            @Tagged(0) @Nullable List<Integer> assignmentEpochs) {}
}
