package io.ottla.replication.change;

import io.ottla.replication.image.ClusterImage;

/**
 * A feature is finalised at a level.
 *
 * @param level 0 if the feature is no longer in use
 */
public record FeatureChanged(String feature, short level) implements MetadataChange {
    @Override
    public ClusterImage applyTo(ClusterImage image) {
        return image.withFeatures(
                level == 0 ? image.features().minus(feature) : image.features().plus(feature, level));
    }
}
