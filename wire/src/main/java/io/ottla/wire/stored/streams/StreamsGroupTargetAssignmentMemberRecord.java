package io.ottla.wire.stored.streams;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** The tasks one member of a streams group shall run in the end. */
public interface StreamsGroupTargetAssignmentMemberRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 21;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(List<TaskIds> activeTasks, List<TaskIds> standbyTasks, List<TaskIds> warmupTasks)
            implements StoredValue {}

    record TaskIds(String subtopologyId, List<Integer> partitions) {}
}
