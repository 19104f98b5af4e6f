package io.ottla.wire.message.connection;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the tokens of a SASL exchange.
 *
 * <p>v1: sessionLifetimeMs. v2: flexible.
 */
public interface SaslAuthenticate {
    @Message(newest = 2, flexibleSince = 2)
    record Request(ByteBuffer authBytes) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.SASL_AUTHENTICATE;
        }
    }

    @Message(newest = 2, flexibleSince = 2)
    record Response(
            short errorCode,
            @Nullable String errorMessage,
            ByteBuffer authBytes,
            @Since(1) @Ignorable long sessionLifetimeMs) {}
}
