package io.ottla.wire.stored.security;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;
import java.util.List;

/** A delegation token exists or was prolonged. */
@Message(newest = 0, flexibleSince = 0)
public record DelegationTokenRecord(
        String owner,
        String requester,
        List<String> renewers,
        long issueTimestamp,
        long maxTimestamp,
        long expirationTimestamp,
        String tokenId)
        implements MetadataRecord {
    @Override
    public short type() {
        return 10;
    }
}
