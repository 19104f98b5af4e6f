package io.ottla.replication.change;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.Touched;
import org.jspecify.annotations.Nullable;

/**
 * One configuration of one resource.
 *
 * @param value null if it is no longer set
 */
public record ConfigChanged(
        ConfigResource resource, String name, @Nullable String value) implements MetadataChange {
    @Override
    public ClusterImage applyTo(ClusterImage image) {
        return image.withConfigs(image.configs().with(resource, name, value));
    }

    @Override
    public void touch(Touched touched) {
        touched.config(resource);
    }
}
