package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds access rules.
 *
 * <p>v1: creations.resourcePatternType. v2: flexible.
 */
public interface CreateAcls {
    @Message(newest = 3, flexibleSince = 2)
    record Request(List<Acl> creations) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CREATE_ACLS;
        }
    }

    record Acl(
            byte resourceType,
            String resourceName,
            @Since(1) @Default("3") byte resourcePatternType,
            String principal,
            String host,
            byte operation,
            byte permissionType) {}

    @Message(newest = 3, flexibleSince = 2)
    record Response(int throttleTimeMs, List<AclResult> results) {}

    record AclResult(short errorCode, @Nullable String errorMessage) {}
}
