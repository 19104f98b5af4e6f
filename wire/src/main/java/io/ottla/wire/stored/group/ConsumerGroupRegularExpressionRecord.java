package io.ottla.wire.stored.group;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;

/** The topics a regular expression of the group stood for when it was resolved. */
public interface ConsumerGroupRegularExpressionRecord {
    @Message(newest = 0)
    record Key(String groupId, String regularExpression) implements StoredKey {
        @Override
        public short type() {
            return 16;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(List<String> topics, long version, long timestamp) implements StoredValue {}
}
