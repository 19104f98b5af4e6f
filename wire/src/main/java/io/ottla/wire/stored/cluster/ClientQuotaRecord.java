package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A quota is set or removed. */
@Message(newest = 0, flexibleSince = 0)
public record ClientQuotaRecord(List<Entity> entity, String key, double value, boolean remove)
        implements MetadataRecord {
    @Override
    public short type() {
        return 14;
    }

    public record Entity(String entityType, @Nullable String entityName) {}
}
