package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes groups without members.
 *
 * <p>v2: flexible. v3: results.errorMessage.
 */
public interface DeleteGroups {
    @Message(newest = 3, flexibleSince = 2)
    record Request(List<String> groupsNames) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DELETE_GROUPS;
        }
    }

    @Message(newest = 3, flexibleSince = 2)
    record Response(int throttleTimeMs, List<GroupResult> results) {}

    record GroupResult(
            String groupId,
            short errorCode,
            @Since(3) @Default("null") @Ignorable @Nullable String errorMessage) {}
}
