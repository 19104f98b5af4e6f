package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the access rules that match filters.
 *
 * <p>v1: filters.patternTypeFilter, filterResults.matchingAcls.patternType. v2: flexible.
 */
public interface DeleteAcls {
    @Message(newest = 3, flexibleSince = 2)
    record Request(List<Filter> filters) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DELETE_ACLS;
        }
    }

    record Filter(
            byte resourceTypeFilter,
            @Nullable String resourceNameFilter,
            @Since(1) @Default("3") byte patternTypeFilter,
            @Nullable String principalFilter,
            @Nullable String hostFilter,
            byte operation,
            byte permissionType) {}

    @Message(newest = 3, flexibleSince = 2)
    record Response(int throttleTimeMs, List<FilterResult> filterResults) {}

    record FilterResult(short errorCode, @Nullable String errorMessage, List<MatchingAcl> matchingAcls) {}

    record MatchingAcl(
            short errorCode,
            @Nullable String errorMessage,
            byte resourceType,
            String resourceName,
            @Since(1) @Default("3") byte patternType,
            String principal,
            String host,
            byte operation,
            byte permissionType) {}
}
