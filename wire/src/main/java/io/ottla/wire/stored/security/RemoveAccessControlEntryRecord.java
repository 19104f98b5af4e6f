package io.ottla.wire.stored.security;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** An access rule is gone. */
@Message(newest = 0, flexibleSince = 0)
public record RemoveAccessControlEntryRecord(Uuid id) implements MetadataRecord {
    @Override
    public short type() {
        return 19;
    }
}
