package io.ottla.coordinator.group.membership;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Steps;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.LeaveGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides LeaveGroup: members go at once, several at a time, static ones also by the name of their instance. Stateless. */
public final class Leaving {
    private Leaving() {}

    /** The whole request is refused. */
    public static LeaveGroup.Response refused(ErrorCode error) {
        return new LeaveGroup.Response(0, error.code(), List.of());
    }

    public static Decision<GroupChange> leave(
            Groups groups, LeaveGroup.Request request, Asker<LeaveGroup.Response> asker, Moment now) {
        if (request.groupId().isEmpty()) {
            return Decision.answer(asker, refused(ErrorCode.INVALID_GROUP_ID));
        }
        ClassicGroup group = groups.find(request.groupId());
        Steps steps = new Steps(now, groups.settings());
        List<LeaveGroup.MemberResponse> answers = new ArrayList<>();
        ClassicGroup rest = group;
        boolean hasAnyLeft = false;
        for (LeaveGroup.Member leaving : request.members()) {
            String id = rest == null ? null : idOf(rest, leaving);
            ErrorCode error = rest == null || id == null ? ErrorCode.UNKNOWN_MEMBER_ID : check(rest, id, leaving);
            if (rest != null && id != null && error == ErrorCode.NONE) {
                rest = without(steps, rest, id);
                hasAnyLeft = true;
            }
            answers.add(new LeaveGroup.MemberResponse(leaving.memberId(), leaving.groupInstanceId(), error.code()));
        }
        steps.tell(asker, new LeaveGroup.Response(0, ErrorCode.NONE.code(), answers));
        if (rest == null || !hasAnyLeft) {
            return steps.done();
        }
        return steps.done(rest.isEmpty() ? rest : Rebalancing.prepareOrComplete(steps, rest));
    }

    /** Administrators name an instance only; members name themselves. */
    private static @Nullable String idOf(ClassicGroup group, LeaveGroup.Member leaving) {
        if (!leaving.memberId().isEmpty()) {
            return leaving.memberId();
        }
        String instance = leaving.groupInstanceId();
        return instance == null ? null : group.statics().get(instance);
    }

    private static ErrorCode check(ClassicGroup group, String id, LeaveGroup.Member leaving) {
        boolean byInstance = leaving.memberId().isEmpty();
        return byInstance || group.pending().contains(id) ? ErrorCode.NONE : group.check(id, leaving.groupInstanceId());
    }

    private static ClassicGroup without(Steps steps, ClassicGroup group, String id) {
        Member member = group.member(id);
        if (member != null) {
            steps.tell(member.joining(), Joining.refused("", ErrorCode.UNKNOWN_MEMBER_ID));
            steps.tell(member.syncing(), Syncing.refused(ErrorCode.UNKNOWN_MEMBER_ID));
        }
        steps.add(Sessions.over(group, id));
        return group.minus(id);
    }
}
