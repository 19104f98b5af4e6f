package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;

/** A block of producer ids was handed out. */
@Message(newest = 0, flexibleSince = 0)
public record ProducerIdsRecord(int brokerId, @Default("-1") long brokerEpoch, long nextProducerId)
        implements MetadataRecord {
    @Override
    public short type() {
        return 15;
    }
}
