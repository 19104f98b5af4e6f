package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.NullIn;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enters a classic group, or enters it again after a rebalance was called.
 *
 * <p>v1: rebalanceTimeoutMs. v2: throttleTimeMs. v5: groupInstanceId, members.groupInstanceId. v6: flexible. v7:
 * protocolType. v8: reason. v9: skipAssignment.
 */
public interface JoinGroup {
    @Message(newest = 9, flexibleSince = 6)
    record Request(
            String groupId,
            int sessionTimeoutMs,
            @Since(1) @Default("-1") @Ignorable int rebalanceTimeoutMs,
            String memberId,
            @Since(5) @Default("null") @Nullable String groupInstanceId,
            String protocolType,
            List<Protocol> protocols,
            @Since(8) @Default("null") @Ignorable @Nullable String reason)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.JOIN_GROUP;
        }
    }

    record Protocol(String name, ByteBuffer metadata) {}

    @Message(newest = 9, flexibleSince = 6)
    record Response(
            @Since(2) @Ignorable int throttleTimeMs,
            short errorCode,
            @Default("-1") int generationId,
            @Since(7) @Default("null") @Ignorable @Nullable String protocolType,
            @NullIn(since = 7) @Nullable String protocolName,
            String leader,
            @Since(9) boolean skipAssignment,
            String memberId,
            List<Member> members) {}

    record Member(
            String memberId,
            @Since(5) @Default("null") @Ignorable @Nullable String groupInstanceId,
            ByteBuffer metadata) {}
}
