package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** Nothing; moves the log on, so that its end says the controller lives. */
@Message(newest = 0, flexibleSince = 0)
public record NoOpRecord() implements MetadataRecord {
    @Override
    public short type() {
        return 20;
    }
}
