package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import org.jspecify.annotations.Nullable;

/**
 * Removes a broker that will not come back.
 *
 * <p>Flexible from the start.
 */
public interface UnregisterBroker {
    @Message(newest = 0, flexibleSince = 0)
    record Request(int brokerId) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.UNREGISTER_BROKER;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage) {}
}
