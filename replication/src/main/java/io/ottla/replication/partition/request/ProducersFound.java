package io.ottla.replication.partition.request;

import io.ottla.wire.ErrorCode;
import java.util.List;

/** The producers a partition remembers, by id. Immutable. */
public record ProducersFound(ErrorCode error, List<Producer> producers) {
    public ProducersFound {
        producers = List.copyOf(producers);
    }

    /**
     * One of them.
     *
     * @param lastSequence -1 if none is known under this epoch
     * @param coordinatorEpoch -1 if no coordinator has ended a transaction of it here
     * @param openTransactionOffset where the transaction begins that it has open; -1 if it has none
     */
    public record Producer(
            long id,
            short epoch,
            int lastSequence,
            long lastTimestampMs,
            int coordinatorEpoch,
            long openTransactionOffset) {}

    public static ProducersFound refused(ErrorCode error) {
        return new ProducersFound(error, List.of());
    }
}
