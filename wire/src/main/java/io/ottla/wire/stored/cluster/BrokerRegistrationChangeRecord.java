package io.ottla.wire.stored.cluster;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something changed in a registration of a broker; what is absent stays.
 *
 * <p>v1: inControlledShutdown. v2: logDirs. v3: cordonedLogDirs.
 */
@Message(newest = 3, flexibleSince = 0)
public record BrokerRegistrationChangeRecord(
        int brokerId,
        long brokerEpoch,
        @Tagged(0) byte fenced,
        @Since(1) @Tagged(1) byte inControlledShutdown,
        @Since(2) @Tagged(2) List<Uuid> logDirs,
        @Since(3) @Tagged(3) @Default("null") @Nullable List<Uuid> cordonedLogDirs)
        implements MetadataRecord {
    @Override
    public short type() {
        return 17;
    }
}
