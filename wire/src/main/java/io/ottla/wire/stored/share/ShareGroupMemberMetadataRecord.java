package io.ottla.wire.stored.share;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member of a share group has said of itself. */
public interface ShareGroupMemberMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 10;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(@Nullable String rackId, String clientId, String clientHost, List<String> subscribedTopicNames)
            implements StoredValue {}
}
