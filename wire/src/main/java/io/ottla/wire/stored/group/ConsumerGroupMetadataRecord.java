package io.ottla.wire.stored.group;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;

/** The epoch of a consumer group. */
public interface ConsumerGroupMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId) implements StoredKey {
        @Override
        public short type() {
            return 3;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(int epoch, @Tagged(0) long metadataHash) implements StoredValue {}
}
