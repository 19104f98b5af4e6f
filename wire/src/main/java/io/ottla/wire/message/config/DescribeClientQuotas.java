package io.ottla.wire.message.config;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists quotas of users, clients and addresses.
 *
 * <p>v1: flexible.
 */
public interface DescribeClientQuotas {
    @Message(newest = 1, flexibleSince = 1)
    record Request(List<Component> components, boolean strict) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_CLIENT_QUOTAS;
        }
    }

    record Component(
            String entityType, byte matchType, @Nullable String match) {}

    @Message(newest = 1, flexibleSince = 1)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Nullable String errorMessage,
            @Nullable List<Entry> entries) {}

    record Entry(List<Entity> entity, List<Quota> values) {}

    record Entity(String entityType, @Nullable String entityName) {}

    record Quota(String key, double value) {}
}
