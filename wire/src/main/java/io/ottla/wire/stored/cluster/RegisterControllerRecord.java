package io.ottla.wire.stored.cluster;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.UInt16;
import java.util.List;

/** A controller has introduced itself. */
@Message(newest = 0, flexibleSince = 0)
public record RegisterControllerRecord(
        int controllerId,
        Uuid incarnationId,
        boolean zkMigrationReady,
        List<Endpoint> endPoints,
        List<Feature> features)
        implements MetadataRecord {
    @Override
    public short type() {
        return 27;
    }

    public record Endpoint(String name, String host, @UInt16 int port, short securityProtocol) {}

    public record Feature(String name, short minSupportedVersion, short maxSupportedVersion) {}
}
