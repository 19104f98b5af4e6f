package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** A broker is gone for good. */
@Message(newest = 0, flexibleSince = 0)
public record UnregisterBrokerRecord(int brokerId, long brokerEpoch) implements MetadataRecord {
    @Override
    public short type() {
        return 1;
    }
}
