package io.ottla.wire.message.config;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;

/**
 * Lists resources that have configuration, client metrics subscriptions among them.
 *
 * <p>Flexible from the start. v1: resourceTypes, configResources.resourceType.
 */
public interface ListConfigResources {
    @Message(newest = 1, flexibleSince = 0)
    record Request(@Since(1) List<Byte> resourceTypes) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.LIST_CONFIG_RESOURCES;
        }
    }

    @Message(newest = 1, flexibleSince = 0)
    record Response(int throttleTimeMs, short errorCode, List<ConfigResource> configResources) {}

    record ConfigResource(
            String resourceName,
            @Since(1) @Default("16") @Ignorable byte resourceType) {}
}
