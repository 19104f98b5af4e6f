package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** The records since the beginning of the transaction count. */
@Message(newest = 0, flexibleSince = 0)
public record EndTransactionRecord() implements MetadataRecord {
    @Override
    public short type() {
        return 24;
    }
}
