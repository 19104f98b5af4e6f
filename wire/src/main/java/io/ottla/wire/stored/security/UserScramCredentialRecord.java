package io.ottla.wire.stored.security;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;
import java.nio.ByteBuffer;

/** A user has a SCRAM credential. */
@Message(newest = 0, flexibleSince = 0)
public record UserScramCredentialRecord(
        String name, byte mechanism, ByteBuffer salt, ByteBuffer storedKey, ByteBuffer serverKey, int iterations)
        implements MetadataRecord {
    @Override
    public short type() {
        return 11;
    }
}
