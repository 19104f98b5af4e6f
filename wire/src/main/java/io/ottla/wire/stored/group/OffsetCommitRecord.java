package io.ottla.wire.stored.group;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.Until;

/**
 * How far a group has read one partition.
 *
 * <p>Value: v1: expireTimestamp. v2: no more expireTimestamp. v3: leaderEpoch. v4: topicId; flexible.
 */
public interface OffsetCommitRecord {
    @Message(newest = 0)
    record Key(String group, String topic, int partition) implements StoredKey {
        @Override
        public short type() {
            return 1;
        }
    }

    @Message(newest = 4, flexibleSince = 4)
    record Value(
            long offset,
            @Since(3) @Default("-1") @Ignorable int leaderEpoch,
            String metadata,
            long commitTimestamp,
            @Since(1) @Until(1) @Default("-1") @Ignorable long expireTimestamp,
            @Since(4) @Tagged(0) @Ignorable Uuid topicId)
            implements StoredValue {}
}
