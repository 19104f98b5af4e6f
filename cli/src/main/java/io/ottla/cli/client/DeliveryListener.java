package io.ottla.cli.client;

import io.ottla.wire.TopicPartition;

/** Hears what becomes of records. Called on the producer's thread. */
public interface DeliveryListener {
    /**
     * Some records of one partition.
     *
     * @param first the number of the first: those of a partition are counted from 0 in the order in which they were sent
     */
    record Records(TopicPartition partition, long first, int count) {}

    /**
     * These are acknowledged.
     *
     * @param baseOffset of the first; -1 if the broker has not said it
     */
    default void written(Records records, long baseOffset) {}

    /** These were given up for good. The producer goes on with those behind them. */
    void refused(Records records, ClientFailure why);

    /** Nothing can be sent at the moment; the producer keeps trying. Called once for each such time. */
    void delayed(ClientFailure why);
}
