package io.ottla.wire.message.transaction;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;

/**
 * Tells state and partitions of transactions.
 *
 * <p>Flexible from the start.
 */
public interface DescribeTransactions {
    @Message(newest = 0, flexibleSince = 0)
    record Request(List<String> transactionalIds) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_TRANSACTIONS;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(int throttleTimeMs, List<Transaction> transactionStates) {}

    record Transaction(
            short errorCode,
            String transactionalId,
            String transactionState,
            int transactionTimeoutMs,
            long transactionStartTimeMs,
            long producerId,
            short producerEpoch,
            List<Topic> topics) {}

    record Topic(String topic, List<Integer> partitions) {}
}
