package io.ottla.wire.stored.security;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** A SCRAM credential is gone. */
@Message(newest = 0, flexibleSince = 0)
public record RemoveUserScramCredentialRecord(String name, byte mechanism) implements MetadataRecord {
    @Override
    public short type() {
        return 22;
    }
}
