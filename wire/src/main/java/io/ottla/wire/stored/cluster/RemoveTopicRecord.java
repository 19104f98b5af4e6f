package io.ottla.wire.stored.cluster;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** A topic and its partitions are deleted. */
@Message(newest = 0, flexibleSince = 0)
public record RemoveTopicRecord(Uuid topicId) implements MetadataRecord {
    @Override
    public short type() {
        return 9;
    }
}
