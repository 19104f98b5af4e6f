package io.ottla.wire.stored.share;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;

/** The epoch of a share group. */
public interface ShareGroupMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId) implements StoredKey {
        @Override
        public short type() {
            return 11;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(int epoch, long metadataHash) implements StoredValue {}
}
