package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;

/**
 * Takes a block of producer ids from the controller.
 *
 * <p>Flexible from the start.
 */
public interface AllocateProducerIds {
    @Message(newest = 0, flexibleSince = 0)
    record Request(int brokerId, @Default("-1") long brokerEpoch) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALLOCATE_PRODUCER_IDS;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(int throttleTimeMs, short errorCode, long producerIdStart, int producerIdLen) {}
}
