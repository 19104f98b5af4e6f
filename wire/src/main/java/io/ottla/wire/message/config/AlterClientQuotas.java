package io.ottla.wire.message.config;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes quotas of users, clients and addresses.
 *
 * <p>v1: flexible.
 */
public interface AlterClientQuotas {
    @Message(newest = 1, flexibleSince = 1)
    record Request(List<Entry> entries, boolean validateOnly) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALTER_CLIENT_QUOTAS;
        }
    }

    record Entry(List<Entity> entity, List<Operation> ops) {}

    record Entity(String entityType, @Nullable String entityName) {}

    record Operation(String key, double value, boolean remove) {}

    @Message(newest = 1, flexibleSince = 1)
    record Response(int throttleTimeMs, List<EntryResult> entries) {}

    record EntryResult(short errorCode, @Nullable String errorMessage, List<Entity> entity) {}
}
