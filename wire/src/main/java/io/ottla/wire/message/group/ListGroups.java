package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;

/**
 * Lists the groups this broker coordinates.
 *
 * <p>v1: throttleTimeMs. v3: flexible. v4: statesFilter, groups.groupState. v5: typesFilter, groups.groupType.
 */
public interface ListGroups {
    @Message(newest = 5, flexibleSince = 3)
    record Request(
            @Since(4) List<String> statesFilter, @Since(5) List<String> typesFilter) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.LIST_GROUPS;
        }
    }

    @Message(newest = 5, flexibleSince = 3)
    record Response(@Since(1) @Ignorable int throttleTimeMs, short errorCode, List<Group> groups) {}

    record Group(
            String groupId,
            String protocolType,
            @Since(4) @Ignorable String groupState,
            @Since(5) @Ignorable String groupType) {}
}
