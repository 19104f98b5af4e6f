package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a group member alive and tells it when a rebalance has begun.
 *
 * <p>v1: throttleTimeMs. v3: groupInstanceId. v4: flexible.
 */
public interface Heartbeat {
    @Message(newest = 4, flexibleSince = 4)
    record Request(
            String groupId,
            int generationId,
            String memberId,
            @Since(3) @Default("null") @Nullable String groupInstanceId)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.HEARTBEAT;
        }
    }

    @Message(newest = 4, flexibleSince = 4)
    record Response(@Since(1) @Ignorable int throttleTimeMs, short errorCode) {}
}
