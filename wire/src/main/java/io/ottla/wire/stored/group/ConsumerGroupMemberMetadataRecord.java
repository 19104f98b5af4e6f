package io.ottla.wire.stored.group;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member of a consumer group has said of itself. */
public interface ConsumerGroupMemberMetadataRecord {
    @Message(newest = 0)
    record Key(String groupId, String memberId) implements StoredKey {
        @Override
        public short type() {
            return 5;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Value(
            @Nullable String instanceId,
            @Nullable String rackId,
            String clientId,
            String clientHost,
            List<String> subscribedTopicNames,
            @Nullable String subscribedTopicRegex,
            @Default("-1") int rebalanceTimeoutMs,
            @Nullable String serverAssignor,
            @Tagged(0) @Nullable ClassicMember classicMemberMetadata)
            implements StoredValue {}

    record ClassicMember(int sessionTimeoutMs, List<ClassicProtocol> supportedProtocols) {}

    record ClassicProtocol(String name, ByteBuffer metadata) {}
}
