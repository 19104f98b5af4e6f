package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.nio.ByteBuffer;

/**
 * Lets a delegation token expire, at once if wanted.
 *
 * <p>v2: flexible.
 */
public interface ExpireDelegationToken {
    @Message(newest = 2, flexibleSince = 2)
    record Request(ByteBuffer hmac, long expiryTimePeriodMs) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.EXPIRE_DELEGATION_TOKEN;
        }
    }

    @Message(newest = 2, flexibleSince = 2)
    record Response(short errorCode, long expiryTimestampMs, int throttleTimeMs) {}
}
