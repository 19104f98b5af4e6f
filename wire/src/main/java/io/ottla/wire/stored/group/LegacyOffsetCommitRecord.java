package io.ottla.wire.stored.group;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;

/** An offset as early clients stored it; read, never written. */
public interface LegacyOffsetCommitRecord {
    @Message(newest = 0)
    record Key(String group, String topic, int partition) implements StoredKey {
        @Override
        public short type() {
            return 0;
        }
    }

    @Message(newest = 0)
    record Value(long offset, String metadata, long commitTimestamp) implements StoredValue {}
}
