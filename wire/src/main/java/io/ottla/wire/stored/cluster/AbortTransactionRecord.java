package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import org.jspecify.annotations.Nullable;

/** The records since the beginning of the transaction never were. */
@Message(newest = 0, flexibleSince = 0)
public record AbortTransactionRecord(
        @Tagged(0) @Default("null") @Nullable String reason) implements MetadataRecord {
    @Override
    public short type() {
        return 25;
    }
}
