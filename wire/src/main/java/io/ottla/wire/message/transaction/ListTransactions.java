package io.ottla.wire.message.transaction;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists transactions this broker coordinates.
 *
 * <p>Flexible from the start. v1: durationFilter. v2: transactionalIdPattern.
 */
public interface ListTransactions {
    @Message(newest = 2, flexibleSince = 0)
    record Request(
            List<String> stateFilters,
            List<Long> producerIdFilters,
            @Since(1) @Default("-1") long durationFilter,
            @Since(2) @Default("null") @Nullable String transactionalIdPattern)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.LIST_TRANSACTIONS;
        }
    }

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            List<String> unknownStateFilters,
            List<Transaction> transactionStates) {}

    record Transaction(String transactionalId, long producerId, String transactionState) {}
}
