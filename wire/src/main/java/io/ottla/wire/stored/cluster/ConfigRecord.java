package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;
import org.jspecify.annotations.Nullable;

/** A configuration value is set, or with null deleted. */
@Message(newest = 0, flexibleSince = 0)
public record ConfigRecord(
        byte resourceType,
        String resourceName,
        String name,
        @Nullable String value) implements MetadataRecord {
    @Override
    public short type() {
        return 4;
    }
}
