package io.ottla.wire.stored.cluster;

import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;

/** How far the move from ZooKeeper went; new clusters begin with it. */
@Message(newest = 0, flexibleSince = 0)
public record ZkMigrationStateRecord(byte zkMigrationState) implements MetadataRecord {
    @Override
    public short type() {
        return 21;
    }
}
