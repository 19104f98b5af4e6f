package io.ottla.wire.message.transaction;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import org.jspecify.annotations.Nullable;

/**
 * Gives a producer its id and epoch, and fences its predecessors.
 *
 * <p>v2: flexible. v3: producerId, producerEpoch. v6: enable2Pc, keepPreparedTxn, ongoingTxnProducerId,
 * ongoingTxnProducerEpoch.
 */
public interface InitProducerId {
    @Message(newest = 6, flexibleSince = 2)
    record Request(
            @Nullable String transactionalId,
            int transactionTimeoutMs,
            @Since(3) @Default("-1") long producerId,
            @Since(3) @Default("-1") short producerEpoch,
            @Since(6) boolean enable2Pc,
            @Since(6) boolean keepPreparedTxn)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.INIT_PRODUCER_ID;
        }
    }

    @Message(newest = 6, flexibleSince = 2)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("-1") long producerId,
            short producerEpoch,
            @Since(6) @Default("-1") long ongoingTxnProducerId,
            @Since(6) @Default("-1") short ongoingTxnProducerEpoch) {}
}
