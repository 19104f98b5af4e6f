package io.ottla.wire.message.connection;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;

/** Chooses a SASL mechanism. */
public interface SaslHandshake {
    @Message(newest = 1)
    record Request(String mechanism) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.SASL_HANDSHAKE;
        }
    }

    @Message(newest = 1)
    record Response(short errorCode, List<String> mechanisms) {}
}
