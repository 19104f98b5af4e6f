package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.nio.ByteBuffer;

/**
 * Prolongs a delegation token.
 *
 * <p>v2: flexible.
 */
public interface RenewDelegationToken {
    @Message(newest = 2, flexibleSince = 2)
    record Request(ByteBuffer hmac, long renewPeriodMs) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.RENEW_DELEGATION_TOKEN;
        }
    }

    @Message(newest = 2, flexibleSince = 2)
    record Response(short errorCode, long expiryTimestampMs, int throttleTimeMs) {}
}
