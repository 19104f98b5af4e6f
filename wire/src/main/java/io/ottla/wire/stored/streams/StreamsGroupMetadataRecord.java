package io.ottla.wire.stored.streams;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The epoch of a streams group. */
public interface StreamsGroupMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId) implements StoredKey {
        @Override
        public short type() {
            return 17;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(
            int epoch,
            long metadataHash,
            @Tagged(0) @Default("-1") int validatedTopologyEpoch,
            @Tagged(1) @Nullable List<LastAssignmentConfig> lastAssignmentConfigs,
            @Tagged(2) @Default("-1") int storedDescriptionTopologyEpoch,
            @Tagged(3) @Default("-1") int failedDescriptionTopologyEpoch)
            implements StoredValue {}

    record LastAssignmentConfig(String key, String value) {}
}
