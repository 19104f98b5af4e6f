package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists access rules that match a filter.
 *
 * <p>v1: patternTypeFilter, resources.patternType. v2: flexible.
 */
public interface DescribeAcls {
    @Message(newest = 3, flexibleSince = 2)
    record Request(
            byte resourceTypeFilter,
            @Nullable String resourceNameFilter,
            @Since(1) @Default("3") byte patternTypeFilter,
            @Nullable String principalFilter,
            @Nullable String hostFilter,
            byte operation,
            byte permissionType)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_ACLS;
        }
    }

    @Message(newest = 3, flexibleSince = 2)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage, List<Resource> resources) {}

    record Resource(
            byte resourceType,
            String resourceName,
            @Since(1) @Default("3") byte patternType,
            List<Acl> acls) {}

    record Acl(String principal, String host, byte operation, byte permissionType) {}
}
