package io.ottla.wire.message.config;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces all configuration values of a resource.
 *
 * <p>v2: flexible.
 */
public interface AlterConfigs {
    @Message(newest = 2, flexibleSince = 2)
    record Request(List<Resource> resources, boolean validateOnly) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALTER_CONFIGS;
        }
    }

    record Resource(byte resourceType, String resourceName, List<Config> configs) {}

    record Config(String name, @Nullable String value) {}

    @Message(newest = 2, flexibleSince = 2)
    record Response(int throttleTimeMs, List<ResourceResponse> responses) {}

    record ResourceResponse(short errorCode, @Nullable String errorMessage, byte resourceType, String resourceName) {}
}
