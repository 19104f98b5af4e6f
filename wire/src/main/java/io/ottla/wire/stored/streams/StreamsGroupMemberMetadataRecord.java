package io.ottla.wire.stored.streams;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member of a streams group has said of itself. */
public interface StreamsGroupMemberMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 19;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(
            @Nullable String instanceId,
            @Nullable String rackId,
            String clientId,
            String clientHost,
            @Default("-1") int rebalanceTimeoutMs,
            int topologyEpoch,
            String processId,
            @Default("null") @Nullable Endpoint userEndpoint,
            List<KeyValue> clientTags)
            implements StoredValue {}

    record Endpoint(String host, @UInt16 int port) {}

    record KeyValue(String key, String value) {}
}
