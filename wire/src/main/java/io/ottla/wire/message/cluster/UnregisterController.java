package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import org.jspecify.annotations.Nullable;

/**
 * Removes a controller that will not come back.
 *
 * <p>Flexible from the start.
 */
public interface UnregisterController {
    @Message(newest = 0, flexibleSince = 0)
    record Request(int controllerId) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.UNREGISTER_CONTROLLER;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage) {}
}
