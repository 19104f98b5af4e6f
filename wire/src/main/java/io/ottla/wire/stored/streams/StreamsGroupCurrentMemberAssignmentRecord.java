package io.ottla.wire.stored.streams;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks one member of a streams group runs, and those it has to give up. */
public interface StreamsGroupCurrentMemberAssignmentRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 22;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(
            int memberEpoch,
            int previousMemberEpoch,
            byte state,
            List<TaskIds> activeTasks,
            List<TaskIds> standbyTasks,
            List<TaskIds> warmupTasks,
            List<TaskIds> activeTasksPendingRevocation,
            List<TaskIds> standbyTasksPendingRevocation,
            List<TaskIds> warmupTasksPendingRevocation)
            implements StoredValue {}

    record TaskIds(
            String subtopologyId,
            List<Integer> partitions,
            @Tagged(0) @Nullable List<Integer> assignmentEpochs) {}
}
