package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** The eligible leader replicas of a topic, or of all, are forgotten. */
@Message(newest = 0, flexibleSince = 0)
public record ClearElrRecord(String topicName) implements MetadataRecord {
    @Override
    public short type() {
        return 28;
    }
}
