package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** A controller is gone for good. */
@Message(newest = 0, flexibleSince = 0)
public record UnregisterControllerRecord(int controllerId) implements MetadataRecord {
    @Override
    public short type() {
        return 29;
    }
}
