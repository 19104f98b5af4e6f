package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a classic group at once instead of by timeout.
 *
 * <p>v1: throttleTimeMs. v3: members; no more memberId. v4: flexible. v5: members.reason.
 */
public interface LeaveGroup {
    @Message(newest = 5, flexibleSince = 4)
    record Request(
            String groupId,
            @Until(2) String memberId,
            @Since(3) List<Member> members) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.LEAVE_GROUP;
        }
    }

    record Member(
            String memberId,
            @Default("null") @Nullable String groupInstanceId,
            @Since(5) @Default("null") @Ignorable @Nullable String reason) {}

    @Message(newest = 5, flexibleSince = 4)
    record Response(
            @Since(1) @Ignorable int throttleTimeMs,
            short errorCode,
            @Since(3) List<MemberResponse> members) {}

    record MemberResponse(String memberId, @Nullable String groupInstanceId, short errorCode) {}
}
