package io.ottla.wire.stored.cluster;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker has introduced itself.
 *
 * <p>v1: inControlledShutdown. v2: isMigratingZkBroker. v3: logDirs. v4: cordonedLogDirs.
 */
@Message(newest = 4, flexibleSince = 0)
public record RegisterBrokerRecord(
        int brokerId,
        @Since(2) boolean isMigratingZkBroker,
        Uuid incarnationId,
        long brokerEpoch,
        List<Endpoint> endPoints,
        List<Feature> features,
        @Nullable String rack,
        @Default("true") boolean fenced,
        @Since(1) boolean inControlledShutdown,
        @Since(3) @Tagged(0) List<Uuid> logDirs,
        @Since(4) @Tagged(1) @Default("null") @Nullable List<Uuid> cordonedLogDirs)
        implements MetadataRecord {
    @Override
    public short type() {
        return 0;
    }

    public record Endpoint(String name, String host, @UInt16 int port, short securityProtocol) {}

    public record Feature(String name, short minSupportedVersion, short maxSupportedVersion) {}
}
