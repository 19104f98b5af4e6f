package io.ottla.wire.stored.share;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import java.util.List;

/** The whole state of one share partition, from which updates go on. */
public interface ShareSnapshotRecord {
    @Message(newest = 0)
    record Key(String groupId, Uuid topicId, int partition) implements StoredKey {
        @Override
        public short type() {
            return 0;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(
            int snapshotEpoch,
            int stateEpoch,
            int leaderEpoch,
            long startOffset,
            @Tagged(0) @Default("-1") int deliveryCompleteCount,
            long createTimestamp,
            long writeTimestamp,
            List<StateBatch> stateBatches)
            implements StoredValue {}

    record StateBatch(long firstOffset, long lastOffset, byte deliveryState, short deliveryCount) {}
}
