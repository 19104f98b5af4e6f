package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists delegation tokens of owners.
 *
 * <p>v2: flexible. v3: tokens.tokenRequesterPrincipalType, tokens.tokenRequesterPrincipalName.
 */
public interface DescribeDelegationToken {
    @Message(newest = 3, flexibleSince = 2)
    record Request(@Nullable List<Owner> owners) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_DELEGATION_TOKEN;
        }
    }

    record Owner(String principalType, String principalName) {}

    @Message(newest = 3, flexibleSince = 2)
    record Response(short errorCode, List<Token> tokens, int throttleTimeMs) {}

    record Token(
            String principalType,
            String principalName,
            @Since(3) String tokenRequesterPrincipalType,
            @Since(3) String tokenRequesterPrincipalName,
            long issueTimestamp,
            long expiryTimestamp,
            long maxTimestamp,
            String tokenId,
            ByteBuffer hmac,
            List<Renewer> renewers) {}

    record Renewer(String principalType, String principalName) {}
}
