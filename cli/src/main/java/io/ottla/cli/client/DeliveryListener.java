package io.ottla.cli.client;

import io.ottla.wire.TopicPartition;

/** Hears what becomes of records that do not simply arrive. Called on the producer's thread. */
public interface DeliveryListener {
    /** So many records were given up for good. The producer goes on with those behind them. */
    void refused(TopicPartition partition, int records, ClientFailure why);

    /** Nothing can be sent at the moment; the producer keeps trying. Called once for each such time. */
    void delayed(ClientFailure why);
}
