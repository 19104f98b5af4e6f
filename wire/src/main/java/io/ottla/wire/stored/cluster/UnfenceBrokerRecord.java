package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** A broker may lead again. */
@Message(newest = 0, flexibleSince = 0)
public record UnfenceBrokerRecord(int id, long epoch) implements MetadataRecord {
    @Override
    public short type() {
        return 8;
    }
}
