package io.ottla.wire.message.config;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes single configuration values: set, delete, append, subtract.
 *
 * <p>v1: flexible.
 */
public interface IncrementalAlterConfigs {
    @Message(newest = 1, flexibleSince = 1)
    record Request(List<Resource> resources, boolean validateOnly) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.INCREMENTAL_ALTER_CONFIGS;
        }
    }

    record Resource(byte resourceType, String resourceName, List<Config> configs) {}

    record Config(
            String name, byte configOperation, @Nullable String value) {}

    @Message(newest = 1, flexibleSince = 1)
    record Response(int throttleTimeMs, List<ResourceResponse> responses) {}

    record ResourceResponse(short errorCode, @Nullable String errorMessage, byte resourceType, String resourceName) {}
}
