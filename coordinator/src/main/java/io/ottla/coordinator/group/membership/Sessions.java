package io.ottla.coordinator.group.membership;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.state.Due;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Steps;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.Heartbeat;
import java.util.List;

/** Who is alive: heartbeats, and what happens when they stay away. Stateless. */
public final class Sessions {
    private static final Heartbeat.Response ALIVE = answer(ErrorCode.NONE);
    private static final Heartbeat.Response REBALANCING = answer(ErrorCode.REBALANCE_IN_PROGRESS);

    private Sessions() {}

    public static Heartbeat.Response answer(ErrorCode error) {
        return new Heartbeat.Response(0, error.code());
    }

    /** {@code member} has been heard of: its session begins anew. */
    public static GroupChange heard(ClassicGroup group, Member member, Moment now) {
        return new GroupChange.DeadlineSet(
                new Due.SessionEnds(group.id(), member.id()),
                now.tickMs() + member.timeouts().sessionMs());
    }

    /** The session of {@code member} does not matter any more. */
    static GroupChange over(ClassicGroup group, String member) {
        return new GroupChange.DeadlineCleared(new Due.SessionEnds(group.id(), member));
    }

    public static Decision<GroupChange> heartbeat(
            Groups groups, Heartbeat.Request request, Asker<Heartbeat.Response> asker, Moment now) {
        ClassicGroup group = groups.find(request.groupId());
        if (group == null) {
            return Decision.answer(asker, answer(ErrorCode.UNKNOWN_MEMBER_ID));
        }
        ErrorCode error = group.check(request.memberId(), request.groupInstanceId());
        Member member = group.member(request.memberId());
        if (error != ErrorCode.NONE || member == null) {
            return Decision.answer(asker, answer(error));
        }
        if (request.generationId() != group.generation()) {
            return Decision.answer(asker, answer(ErrorCode.ILLEGAL_GENERATION));
        }
        boolean isRebalancing = group.state() == GroupState.PREPARING_REBALANCE;
        return Decision.of(List.of(heard(group, member, now)), asker, isRebalancing ? REBALANCING : ALIVE);
    }

    /** Nothing was heard of a member for as long as it had allowed. */
    public static Decision<GroupChange> end(Groups groups, Due.SessionEnds session, Moment now) {
        ClassicGroup group = groups.find(session.group());
        if (group == null) {
            return Decision.nothing();
        }
        Steps steps = new Steps(now, groups.settings());
        Member member = group.member(session.member());
        if (member == null) {
            return group.pending().contains(session.member())
                    ? steps.done(Rebalancing.completeIfEverybodyJoined(steps, group.minus(session.member()), true))
                    : Decision.nothing();
        }
        if (member.isExcused()) {
            return Decision.nothing();
        }
        steps.tell(member.joining(), Joining.refused("", ErrorCode.UNKNOWN_MEMBER_ID));
        return steps.done(Rebalancing.afterLoss(steps, group.minus(member.id())));
    }
}
