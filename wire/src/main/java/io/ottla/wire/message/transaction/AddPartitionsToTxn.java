package io.ottla.wire.message.transaction;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;

/**
 * Adds partitions to an open transaction, or asks whether they are in it.
 *
 * <p>v3: flexible. v4: transactions, errorCode, resultsByTransaction; no more v3AndBelowTransactionalId,
 * v3AndBelowProducerId, v3AndBelowProducerEpoch, v3AndBelowTopics, resultsByTopicV3AndBelow.
 */
public interface AddPartitionsToTxn {
    @Message(newest = 5, flexibleSince = 3)
    record Request(
            @Since(4) List<Transaction> transactions,
            @Until(3) String v3AndBelowTransactionalId,
            @Until(3) long v3AndBelowProducerId,
            @Until(3) short v3AndBelowProducerEpoch,
            @Until(3) List<Topic> v3AndBelowTopics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ADD_PARTITIONS_TO_TXN;
        }
    }

    record Transaction(
            String transactionalId, long producerId, short producerEpoch, boolean verifyOnly, List<Topic> topics) {}

    record Topic(String name, List<Integer> partitions) {}

    @Message(newest = 5, flexibleSince = 3)
    record Response(
            int throttleTimeMs,
            @Since(4) @Ignorable short errorCode,
            @Since(4) List<TransactionResult> resultsByTransaction,
            @Until(3) List<TopicResult> resultsByTopicV3AndBelow) {}

    record TransactionResult(String transactionalId, List<TopicResult> topicResults) {}

    record TopicResult(String name, List<PartitionResult> resultsByPartition) {}

    record PartitionResult(int partitionIndex, short partitionErrorCode) {}
}
