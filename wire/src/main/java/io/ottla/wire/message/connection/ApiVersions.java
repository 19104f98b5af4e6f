package io.ottla.wire.message.connection;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which requests are served in which versions, and which features are finalized; the first request on most
 * connections.
 *
 * <p>v1: throttleTimeMs. v3: clientSoftwareName, clientSoftwareVersion, supportedFeatures, finalizedFeaturesEpoch,
 * finalizedFeatures, zkMigrationReady; flexible. v5: clusterId, nodeId.
 */
public interface ApiVersions {
    @Message(newest = 5, flexibleSince = 3)
    record Request(
            @Since(3) @Ignorable String clientSoftwareName,
            @Since(3) @Ignorable String clientSoftwareVersion,
            @Since(5) @Default("null") @Ignorable @Nullable String clusterId,
            @Since(5) @Default("-1") @Ignorable int nodeId)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.API_VERSIONS;
        }
    }

    @Message(newest = 5, flexibleSince = 3)
    record Response(
            short errorCode,
            List<ApiVersion> apiKeys,
            @Since(1) @Ignorable int throttleTimeMs,
            @Since(3) @Tagged(0) @Ignorable List<SupportedFeature> supportedFeatures,
            @Since(3) @Tagged(1) @Default("-1") @Ignorable long finalizedFeaturesEpoch,
            @Since(3) @Tagged(2) @Ignorable List<FinalizedFeature> finalizedFeatures,
            @Since(3) @Tagged(3) @Ignorable boolean zkMigrationReady) {}

    record ApiVersion(short apiKey, short minVersion, short maxVersion) {}

    record SupportedFeature(String name, short minVersion, short maxVersion) {}

    record FinalizedFeature(String name, short maxVersionLevel, short minVersionLevel) {}
}
