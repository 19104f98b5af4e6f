package io.ottla.wire.stored.security;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** A delegation token is gone. */
@Message(newest = 0, flexibleSince = 0)
public record RemoveDelegationTokenRecord(String tokenId) implements MetadataRecord {
    @Override
    public short type() {
        return 26;
    }
}
