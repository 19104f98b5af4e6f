package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import org.jspecify.annotations.Nullable;

/** The records that follow count only once the transaction ends. */
@Message(newest = 0, flexibleSince = 0)
public record BeginTransactionRecord(
        @Tagged(0) @Default("null") @Nullable String name) implements MetadataRecord {
    @Override
    public short type() {
        return 23;
    }
}
