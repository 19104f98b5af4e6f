package io.ottla.coordinator.group.membership;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.request.Client;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.JoinRules;
import io.ottla.coordinator.group.state.Due;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Steps;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.JoinGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides JoinGroup: one method for each kind of member, and for a known one a method for each state. Stateless. */
public final class Joining {
    private Joining() {}

    /**
     * A request to join.
     *
     * @param request with the rebalance timeout filled in
     * @param freshId given to a member that has none yet
     */
    public record Join(
            JoinGroup.Request request,
            Client client,
            JoinRules rules,
            String freshId,
            Asker<JoinGroup.Response> asker) {
        Member member(String id) {
            return new Member(
                    id,
                    request.groupInstanceId(),
                    client,
                    timeouts(),
                    request.protocols(),
                    Member.NO_ASSIGNMENT,
                    true,
                    asker,
                    null);
        }

        Member.Timeouts timeouts() {
            return new Member.Timeouts(request.sessionTimeoutMs(), request.rebalanceTimeoutMs());
        }
    }

    /** No, for this reason. */
    public static JoinGroup.Response refused(String member, ErrorCode error) {
        return new JoinGroup.Response(0, error.code(), -1, null, null, "", false, member, List.of());
    }

    public static Decision<GroupChange> join(Groups groups, Join join, Moment now) {
        JoinGroup.Request request = join.request();
        ErrorCode error = mistake(groups.settings(), request);
        if (error != ErrorCode.NONE) {
            return Decision.answer(join.asker(), refused(request.memberId(), error));
        }
        ClassicGroup known = groups.find(request.groupId());
        boolean hasNoId = request.memberId().isEmpty();
        if (known == null && !hasNoId) {
            return Decision.answer(join.asker(), refused(request.memberId(), ErrorCode.UNKNOWN_MEMBER_ID));
        }
        Steps steps = new Steps(now, groups.settings());
        steps.add(new GroupChange.SeekerArrived(request.groupId(), join.client().clientId()));
        ClassicGroup group = known == null ? ClassicGroup.empty(request.groupId(), now.wallMs()) : known;
        if (known == null) {
            steps.keep();
        }
        if (!hasRoom(group, request.memberId(), groups.settings())) {
            return full(steps, group, join);
        }
        return hasNoId ? joinUnknown(steps, group, join) : joinKnown(steps, group, join);
    }

    private static ErrorCode mistake(GroupSettings settings, JoinGroup.Request request) {
        if (request.groupId().isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        boolean isAllowed = request.sessionTimeoutMs() >= settings.minSessionMs()
                && request.sessionTimeoutMs() <= settings.maxSessionMs();
        return isAllowed ? ErrorCode.NONE : ErrorCode.INVALID_SESSION_TIMEOUT;
    }

    private static boolean hasRoom(ClassicGroup group, String id, GroupSettings settings) {
        Member member = group.member(id);
        return switch (group.state()) {
            case EMPTY, DEAD -> true;
            case PREPARING_REBALANCE ->
                (member != null && member.isJoining()) || group.joiningCount() < settings.maxMembers();
            case COMPLETING_REBALANCE, STABLE ->
                member != null || group.members().size() < settings.maxMembers();
        };
    }

    private static Decision<GroupChange> full(Steps steps, ClassicGroup group, Join join) {
        String id = join.request().memberId();
        steps.add(Sessions.over(group, id));
        steps.tell(join.asker(), refused("", ErrorCode.GROUP_MAX_SIZE_REACHED));
        return steps.done(group.minus(id));
    }

    // ---- without an id

    private static Decision<GroupChange> joinUnknown(Steps steps, ClassicGroup group, Join join) {
        JoinGroup.Request request = join.request();
        if (!group.accepts(request.protocolType(), request.protocols())) {
            return refuse(steps, group, join, "", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        String instance = request.groupInstanceId();
        if (instance != null) {
            String before = group.statics().get(instance);
            Member member = before == null ? null : group.member(before);
            return member == null
                    ? steps.done(add(steps, group, join, join.freshId()))
                    : replace(steps, group, join, member);
        }
        if (!join.rules().needsKnownId()) {
            return steps.done(add(steps, group, join, join.freshId()));
        }
        steps.remind(new Due.SessionEnds(group.id(), join.freshId()), request.sessionTimeoutMs());
        steps.tell(join.asker(), refused(join.freshId(), ErrorCode.MEMBER_ID_REQUIRED));
        return steps.done(group.expecting(join.freshId()));
    }

    /** The group stays as it is; if it is new it is there from now on. */
    private static Decision<GroupChange> refuse(
            Steps steps, ClassicGroup group, Join join, String member, ErrorCode error) {
        steps.tell(join.asker(), refused(member, error));
        return steps.done(group);
    }

    private static ClassicGroup add(Steps steps, ClassicGroup group, Join join, String id) {
        Member member = join.member(id);
        steps.remind(new Due.SessionEnds(group.id(), id), GroupSettings.NEW_MEMBER_JOIN_MS);
        ClassicGroup with = group.plus(member, join.request().protocolType());
        return Rebalancing.afterGain(steps, with);
    }

    // ---- a static member that has started anew

    private static Decision<GroupChange> replace(Steps steps, ClassicGroup group, Join join, Member before) {
        String instance = join.request().groupInstanceId();
        steps.tell(before.joining(), refused(before.id(), ErrorCode.FENCED_INSTANCE_ID));
        steps.tell(before.syncing(), Syncing.refused(ErrorCode.FENCED_INSTANCE_ID));
        Member after = before.reborn(join.freshId())
                .rejoining(join.timeouts(), join.request().protocols(), join.asker());
        steps.add(Sessions.over(group, before.id()));
        ClassicGroup replaced = group.replaced(before, after, instance == null ? "" : instance);
        steps.add(Sessions.heard(replaced, after, steps.now()));
        return switch (group.state()) {
            case STABLE -> steps.done(replaceWhileStable(steps, group, replaced, join, after));
            case COMPLETING_REBALANCE -> steps.done(Rebalancing.prepare(steps, replaced));
            case PREPARING_REBALANCE, EMPTY, DEAD ->
                steps.done(Rebalancing.completeIfEverybodyJoined(steps, replaced, false));
        };
    }

    /** What the member has stays its own unless the group would now choose another protocol (KIP-345, KIP-814). */
    private static ClassicGroup replaceWhileStable(
            Steps steps, ClassicGroup before, ClassicGroup replaced, Join join, Member member) {
        if (!replaced.electedProtocol().equals(replaced.protocol())) {
            return Rebalancing.prepare(steps, replaced);
        }
        steps.keep();
        boolean leads = replaced.isLeader(member.id());
        JoinGroup.Response answer =
                Rebalancing.joined(replaced, member, leads && join.rules().maySkip());
        steps.tell(join.asker(), join.rules().maySkip() ? skipping(answer, leads) : ledBy(answer, before.leader()));
        return replaced.with(member.joining(null));
    }

    /** A leader that is told to skip the assignment still hears of all members. */
    private static JoinGroup.Response skipping(JoinGroup.Response answer, boolean skip) {
        return new JoinGroup.Response(
                answer.throttleTimeMs(),
                answer.errorCode(),
                answer.generationId(),
                answer.protocolType(),
                answer.protocolName(),
                answer.leader(),
                skip,
                answer.memberId(),
                answer.members());
    }

    /** One that cannot be told to skip it believes that another leads. */
    private static JoinGroup.Response ledBy(JoinGroup.Response answer, @Nullable String leader) {
        return new JoinGroup.Response(
                answer.throttleTimeMs(),
                answer.errorCode(),
                answer.generationId(),
                answer.protocolType(),
                answer.protocolName(),
                leader == null ? "" : leader,
                false,
                answer.memberId(),
                answer.members());
    }

    // ---- with an id

    private static Decision<GroupChange> joinKnown(Steps steps, ClassicGroup group, Join join) {
        JoinGroup.Request request = join.request();
        String id = request.memberId();
        if (!group.accepts(request.protocolType(), request.protocols())) {
            return refuse(steps, group, join, id, ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        }
        if (group.pending().contains(id)) {
            return request.groupInstanceId() == null
                    ? steps.done(add(steps, group, join, id))
                    : refuse(steps, group, join, id, ErrorCode.UNKNOWN_SERVER_ERROR);
        }
        ErrorCode error = group.check(id, request.groupInstanceId());
        Member member = group.member(id);
        if (error != ErrorCode.NONE || member == null) {
            return refuse(steps, group, join, id, error);
        }
        return switch (group.state()) {
            case PREPARING_REBALANCE -> rejoin(steps, group, join, member);
            case COMPLETING_REBALANCE -> whenCompleting(steps, group, join, member);
            case STABLE -> whenStable(steps, group, join, member);
            case EMPTY, DEAD -> refuse(steps, group, join, id, ErrorCode.UNKNOWN_MEMBER_ID);
        };
    }

    /** It may not have got the answer to its join: the same again. */
    private static Decision<GroupChange> whenCompleting(Steps steps, ClassicGroup group, Join join, Member member) {
        if (!member.protocols().equals(join.request().protocols())) {
            return rejoin(steps, group, join, member);
        }
        steps.tell(join.asker(), Rebalancing.joined(group, member, group.isLeader(member.id())));
        return steps.done();
    }

    /** A leader that joins again wants to assign anew; another member needs a reason. */
    private static Decision<GroupChange> whenStable(Steps steps, ClassicGroup group, Join join, Member member) {
        if (group.isLeader(member.id())
                || !member.protocols().equals(join.request().protocols())) {
            return rejoin(steps, group, join, member);
        }
        steps.tell(join.asker(), Rebalancing.joined(group, member, false));
        return steps.done();
    }

    private static Decision<GroupChange> rejoin(Steps steps, ClassicGroup group, Join join, Member member) {
        // whoever asked before under this id has gone away, or will see that he has to ask again
        steps.tell(member.joining(), refused(member.id(), ErrorCode.REBALANCE_IN_PROGRESS));
        Member again = member.rejoining(join.timeouts(), join.request().protocols(), join.asker());
        return steps.done(Rebalancing.prepareOrComplete(steps, group.with(again)));
    }
}
