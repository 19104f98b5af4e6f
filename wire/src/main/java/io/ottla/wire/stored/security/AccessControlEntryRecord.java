package io.ottla.wire.stored.security;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** An access rule exists. */
@Message(newest = 0, flexibleSince = 0)
public record AccessControlEntryRecord(
        Uuid id,
        byte resourceType,
        String resourceName,
        byte patternType,
        String principal,
        String host,
        byte operation,
        byte permissionType)
        implements MetadataRecord {
    @Override
    public short type() {
        return 18;
    }
}
