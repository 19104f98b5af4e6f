package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells state, members and assignments of groups of the classic protocol.
 *
 * <p>v1: throttleTimeMs. v3: includeAuthorizedOperations, groups.authorizedOperations. v4:
 * groups.members.groupInstanceId. v5: flexible. v6: groups.errorMessage.
 */
public interface DescribeGroups {
    @Message(newest = 6, flexibleSince = 5)
    record Request(List<String> groups, @Since(3) boolean includeAuthorizedOperations) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_GROUPS;
        }
    }

    @Message(newest = 6, flexibleSince = 5)
    record Response(@Since(1) @Ignorable int throttleTimeMs, List<Group> groups) {}

    record Group(
            short errorCode,
            @Since(6) @Default("null") @Nullable String errorMessage,
            String groupId,
            String groupState,
            String protocolType,
            String protocolData,
            List<Member> members,
            @Since(3) @Default("-2147483648") int authorizedOperations) {}

    record Member(
            String memberId,
            @Since(4) @Default("null") @Ignorable @Nullable String groupInstanceId,
            String clientId,
            String clientHost,
            ByteBuffer memberMetadata,
            ByteBuffer memberAssignment) {}
}
