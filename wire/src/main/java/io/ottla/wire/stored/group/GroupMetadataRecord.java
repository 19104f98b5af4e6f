package io.ottla.wire.stored.group;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A classic group: generation, protocol, members and what they were assigned.
 *
 * <p>Value: v1: members.rebalanceTimeout. v2: currentStateTimestamp. v3: members.groupInstanceId. v4: flexible.
 */
public interface GroupMetadataRecord {
    @Message(newest = 0)
    record Key(String group) implements StoredKey {
        @Override
        public short type() {
            return 2;
        }
    }

    @Message(newest = 4, flexibleSince = 4)
    record Value(
            String protocolType,
            int generation,
            @Nullable String protocol,
            @Nullable String leader,
            @Since(2) @Default("-1") @Ignorable long currentStateTimestamp,
            List<Member> members)
            implements StoredValue {}

    record Member(
            String memberId,
            @Since(3) @Default("null") @Ignorable @Nullable String groupInstanceId,
            String clientId,
            String clientHost,
            @Since(1) @Default("-1") @Ignorable int rebalanceTimeout,
            int sessionTimeout,
            ByteBuffer subscription,
            ByteBuffer assignment) {}
}
