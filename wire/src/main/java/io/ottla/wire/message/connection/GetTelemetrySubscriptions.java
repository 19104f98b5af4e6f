package io.ottla.wire.message.connection;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;

/**
 * Tells a client which of its metrics are wanted, and how often.
 *
 * <p>Flexible from the start.
 */
public interface GetTelemetrySubscriptions {
    @Message(newest = 0, flexibleSince = 0)
    record Request(Uuid clientInstanceId) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.GET_TELEMETRY_SUBSCRIPTIONS;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            Uuid clientInstanceId,
            int subscriptionId,
            List<Byte> acceptedCompressionTypes,
            int pushIntervalMs,
            int telemetryMaxBytes,
            boolean deltaTemporality,
            List<String> requestedMetrics) {}
}
