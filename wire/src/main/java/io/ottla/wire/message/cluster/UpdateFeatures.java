package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes finalized feature levels.
 *
 * <p>Flexible from the start. v1: featureUpdates.upgradeType, validateOnly; no more featureUpdates.allowDowngrade. v2:
 * no more results.
 */
public interface UpdateFeatures {
    @Message(newest = 2, flexibleSince = 0)
    record Request(
            @Default("60000") int timeoutMs,
            List<FeatureUpdate> featureUpdates,
            @Since(1) boolean validateOnly) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.UPDATE_FEATURES;
        }
    }

    record FeatureUpdate(
            String feature,
            short maxVersionLevel,
            @Until(0) boolean allowDowngrade,
            @Since(1) @Default("1") byte upgradeType) {}

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Nullable String errorMessage,
            @Until(1) @Ignorable List<FeatureResult> results) {}

    record FeatureResult(
            String feature, short errorCode, @Nullable String errorMessage) {}
}
