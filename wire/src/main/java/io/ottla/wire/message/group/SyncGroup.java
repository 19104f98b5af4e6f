package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the assignment that the leader of a classic group has computed.
 *
 * <p>v1: throttleTimeMs. v3: groupInstanceId. v4: flexible. v5: protocolType, protocolName.
 */
public interface SyncGroup {
    @Message(newest = 5, flexibleSince = 4)
    record Request(
            String groupId,
            int generationId,
            String memberId,
            @Since(3) @Default("null") @Nullable String groupInstanceId,
            @Since(5) @Default("null") @Ignorable @Nullable String protocolType,
            @Since(5) @Default("null") @Ignorable @Nullable String protocolName,
            List<Assignment> assignments)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.SYNC_GROUP;
        }
    }

    record Assignment(String memberId, ByteBuffer assignment) {}

    @Message(newest = 5, flexibleSince = 4)
    record Response(
            @Since(1) @Ignorable int throttleTimeMs,
            short errorCode,
            @Since(5) @Default("null") @Ignorable @Nullable String protocolType,
            @Since(5) @Default("null") @Ignorable @Nullable String protocolName,
            ByteBuffer assignment) {}
}
