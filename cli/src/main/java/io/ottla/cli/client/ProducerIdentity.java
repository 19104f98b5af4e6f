package io.ottla.cli.client;

import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.message.transaction.InitProducerId;

/** Under which id and epoch batches are numbered, so that the broker notices repetitions and gaps. Immutable. */
record ProducerIdentity(long id, short epoch) {
    /** Batches without numbers. */
    static final ProducerIdentity NONE =
            new ProducerIdentity(RecordBatch.NO_PRODUCER_ID, RecordBatch.NO_PRODUCER_EPOCH);

    private static final int UNUSED_TIMEOUT_MS = 60_000;

    boolean isNone() {
        return id == RecordBatch.NO_PRODUCER_ID;
    }

    /** A new one from the cluster, or {@link #NONE} if it gives out none. */
    static ProducerIdentity obtain(Cluster cluster) {
        if (!cluster.supports(ApiKey.INIT_PRODUCER_ID)) {
            return NONE;
        }
        var patience = cluster.patience();
        while (true) {
            var answer = cluster.ask(new InitProducerId.Request(
                    null, UNUSED_TIMEOUT_MS, RecordBatch.NO_PRODUCER_ID, RecordBatch.NO_PRODUCER_EPOCH, false, false));
            var error = ErrorCode.of(answer.errorCode());
            if (error == ErrorCode.NONE) {
                return new ProducerIdentity(answer.producerId(), answer.producerEpoch());
            }
            if (!error.retriable() || !patience.pause()) {
                throw new BrokerRefused(error, "no producer id: " + error.message());
            }
        }
    }
}
