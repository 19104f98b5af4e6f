package io.ottla.wire.message.connection;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.nio.ByteBuffer;

/**
 * Brings metrics of a client.
 *
 * <p>Flexible from the start.
 */
public interface PushTelemetry {
    @Message(newest = 0, flexibleSince = 0)
    record Request(
            Uuid clientInstanceId, int subscriptionId, boolean terminating, byte compressionType, ByteBuffer metrics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.PUSH_TELEMETRY;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(int throttleTimeMs, short errorCode) {}
}
