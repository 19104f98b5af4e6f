package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** A feature is finalized at a level. */
@Message(newest = 0, flexibleSince = 0)
public record FeatureLevelRecord(String name, short featureLevel) implements MetadataRecord {
    @Override
    public short type() {
        return 12;
    }
}
