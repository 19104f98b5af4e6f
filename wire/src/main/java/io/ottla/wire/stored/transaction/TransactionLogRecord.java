package io.ottla.wire.stored.transaction;

import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transactional id: its producer, the state of its transaction and the partitions in it.
 *
 * <p>Value: v1: previousProducerId, nextProducerId, nextProducerEpoch, clientTransactionVersion; flexible.
 */
public interface TransactionLogRecord {
    @Message(newest = 0)
    record Key(String transactionalId) implements StoredKey {
        @Override
        public short type() {
            return 0;
        }
    }

    @Message(newest = 1, flexibleSince = 1)
    record Value(
            long producerId,
            @Since(1) @Tagged(0) @Default("-1") long previousProducerId,
            @Since(1) @Tagged(1) @Default("-1") long nextProducerId,
            short producerEpoch,
            @Since(1) @Tagged(3) @Default("-1") short nextProducerEpoch,
            int transactionTimeoutMs,
            byte transactionStatus,
            @Nullable List<TopicPartitions> transactionPartitions,
            long transactionLastUpdateTimestampMs,
            long transactionStartTimestampMs,
            @Since(1) @Tagged(2) short clientTransactionVersion)
            implements StoredValue {}

    record TopicPartitions(String topic, List<Integer> partitionIds) {}
}
