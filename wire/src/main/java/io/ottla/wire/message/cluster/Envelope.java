package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Carries a client's request from broker to controller, together with who sent it.
 *
 * <p>Flexible from the start.
 */
public interface Envelope {
    @Message(newest = 0, flexibleSince = 0)
    record Request(ByteBuffer requestData, @Nullable ByteBuffer requestPrincipal, ByteBuffer clientHostAddress)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ENVELOPE;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(@Default("null") @Nullable ByteBuffer responseData, short errorCode) {}
}
