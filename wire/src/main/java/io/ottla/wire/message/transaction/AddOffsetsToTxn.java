package io.ottla.wire.message.transaction;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;

/**
 * Adds a group's offsets to an open transaction.
 *
 * <p>v3: flexible.
 */
public interface AddOffsetsToTxn {
    @Message(newest = 4, flexibleSince = 3)
    record Request(String transactionalId, long producerId, short producerEpoch, String groupId)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ADD_OFFSETS_TO_TXN;
        }
    }

    @Message(newest = 4, flexibleSince = 3)
    record Response(int throttleTimeMs, short errorCode) {}
}
