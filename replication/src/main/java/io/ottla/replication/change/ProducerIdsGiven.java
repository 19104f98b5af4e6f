package io.ottla.replication.change;

import io.ottla.replication.image.ClusterImage;

/**
 * A block of producer ids belongs to a broker.
 *
 * @param nextProducerId the first id after the block
 */
public record ProducerIdsGiven(int brokerId, long brokerEpoch, long nextProducerId) implements MetadataChange {
    @Override
    public ClusterImage applyTo(ClusterImage image) {
        return image.withNextProducerId(nextProducerId);
    }
}
