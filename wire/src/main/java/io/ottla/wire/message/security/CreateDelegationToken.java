package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a delegation token.
 *
 * <p>v2: flexible. v3: ownerPrincipalType, ownerPrincipalName, tokenRequesterPrincipalType,
 * tokenRequesterPrincipalName.
 */
public interface CreateDelegationToken {
    @Message(newest = 3, flexibleSince = 2)
    record Request(
            @Since(3) @Nullable String ownerPrincipalType,
            @Since(3) @Nullable String ownerPrincipalName,
            List<Renewer> renewers,
            long maxLifetimeMs)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CREATE_DELEGATION_TOKEN;
        }
    }

    record Renewer(String principalType, String principalName) {}

    @Message(newest = 3, flexibleSince = 2)
    record Response(
            short errorCode,
            String principalType,
            String principalName,
            @Since(3) String tokenRequesterPrincipalType,
            @Since(3) String tokenRequesterPrincipalName,
            long issueTimestampMs,
            long expiryTimestampMs,
            long maxTimestampMs,
            String tokenId,
            ByteBuffer hmac,
            int throttleTimeMs) {}
}
