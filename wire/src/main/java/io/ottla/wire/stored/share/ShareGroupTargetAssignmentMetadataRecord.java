package io.ottla.wire.stored.share;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;

/** The epoch of the assignment a share group is moving to. */
public interface ShareGroupTargetAssignmentMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId) implements StoredKey {
        @Override
        public short type() {
            return 12;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(int assignmentEpoch, @Tagged(0) long assignmentTimestamp) implements StoredValue {}
}
