package io.ottla.wire.message.transaction;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;

/**
 * Commits or aborts a transaction.
 *
 * <p>v3: flexible. v5: producerId, producerEpoch.
 */
public interface EndTxn {
    @Message(newest = 5, flexibleSince = 3)
    record Request(String transactionalId, long producerId, short producerEpoch, boolean committed)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.END_TXN;
        }
    }

    @Message(newest = 5, flexibleSince = 3)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Since(5) @Default("-1") @Ignorable long producerId,
            @Since(5) @Default("-1") @Ignorable short producerEpoch) {}
}
