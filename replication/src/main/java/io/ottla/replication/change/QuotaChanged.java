package io.ottla.replication.change;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.QuotaEntity;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * One limit of one client quota.
 *
 * @param value null if it is lifted
 */
public record QuotaChanged(
        QuotaEntity entity, String key, @Nullable Double value) implements MetadataChange {
    @Override
    public ClusterImage applyTo(ClusterImage image) {
        PMap<String, Double> before = image.quotas().get(entity);
        PMap<String, Double> limits = before == null ? HashTreePMap.empty() : before;
        PMap<String, Double> after = value == null ? limits.minus(key) : limits.plus(key, value);
        return image.withQuotas(
                after.isEmpty() ? image.quotas().minus(entity) : image.quotas().plus(entity, after));
    }
}
