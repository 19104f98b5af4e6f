package io.ottla.coordinator.group.membership;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.classic.Phase;
import io.ottla.coordinator.group.state.Due;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Steps;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.SyncGroup;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** Decides SyncGroup: the leader brings the assignment, everybody takes his part of it. Stateless. */
public final class Syncing {
    private Syncing() {}

    /** No, for this reason. */
    public static SyncGroup.Response refused(ErrorCode error) {
        return new SyncGroup.Response(0, error.code(), null, null, Member.NO_ASSIGNMENT);
    }

    private static SyncGroup.Response assigned(ClassicGroup group, ByteBuffer assignment) {
        return new SyncGroup.Response(0, ErrorCode.NONE.code(), group.protocolType(), group.protocol(), assignment);
    }

    public static Decision<GroupChange> sync(
            Groups groups, SyncGroup.Request request, Asker<SyncGroup.Response> asker, Moment now) {
        ClassicGroup group = groups.find(request.groupId());
        ErrorCode error = group == null ? unknown(request) : mistake(group, request);
        Member member = group == null ? null : group.member(request.memberId());
        if (group == null || member == null || error != ErrorCode.NONE) {
            return Decision.answer(asker, refused(error));
        }
        Steps steps = new Steps(now, groups.settings());
        return switch (group.state()) {
            case PREPARING_REBALANCE -> Decision.answer(asker, refused(ErrorCode.REBALANCE_IN_PROGRESS));
            case COMPLETING_REBALANCE -> whenCompleting(steps, group, request, member.syncing(asker));
            case STABLE -> {
                steps.tell(asker, assigned(group, member.assignment()));
                yield steps.done(noted(steps, group, member.id()));
            }
            case EMPTY, DEAD -> Decision.answer(asker, refused(ErrorCode.UNKNOWN_MEMBER_ID));
        };
    }

    private static ErrorCode unknown(SyncGroup.Request request) {
        return request.groupId().isEmpty() ? ErrorCode.INVALID_GROUP_ID : ErrorCode.UNKNOWN_MEMBER_ID;
    }

    private static ErrorCode mistake(ClassicGroup group, SyncGroup.Request request) {
        ErrorCode error = group.check(request.memberId(), request.groupInstanceId());
        if (error != ErrorCode.NONE) {
            return error;
        }
        if (request.generationId() != group.generation()) {
            return ErrorCode.ILLEGAL_GENERATION;
        }
        boolean fits = agrees(request.protocolType(), group.protocolType())
                && agrees(request.protocolName(), group.protocol());
        return fits ? ErrorCode.NONE : ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
    }

    /** Before version 5 nobody says it. */
    private static boolean agrees(@Nullable String said, @Nullable String known) {
        return said == null || said.equals(known);
    }

    /** {@code member} has asked for its assignment. */
    private static ClassicGroup noted(Steps steps, ClassicGroup group, String member) {
        Phase phase = group.phase().synced(member);
        if (phase.unsynced().isEmpty()) {
            steps.forget(new Due.SyncingEnds(group.id()));
        }
        return group.refined(phase);
    }

    private static Decision<GroupChange> whenCompleting(
            Steps steps, ClassicGroup group, SyncGroup.Request request, Member member) {
        Member before = group.member(member.id());
        if (before != null) { // as with joins: another answer to the same member
            steps.tell(before.syncing(), refused(ErrorCode.REBALANCE_IN_PROGRESS));
        }
        ClassicGroup waiting = noted(steps, group.with(member), member.id());
        return waiting.isLeader(member.id())
                ? steps.done(assign(steps, waiting, request)).orIfTooLarge(() -> tooLarge(steps, waiting))
                : steps.done(waiting);
    }

    /** Nobody gets an assignment that cannot be kept, and all are told (as Kafka does); the group begins anew. */
    private static Decision<GroupChange> tooLarge(Steps before, ClassicGroup waiting) {
        Steps steps = new Steps(before.now(), before.settings());
        ClassicGroup refused = Rebalancing.callBack(steps, waiting, ErrorCode.UNKNOWN_SERVER_ERROR);
        return steps.done(Rebalancing.prepare(steps, refused));
    }

    /** The assignment is here: it is kept, and everybody who waits for it gets his part. */
    private static ClassicGroup assign(Steps steps, ClassicGroup group, SyncGroup.Request request) {
        Map<String, ByteBuffer> parts = new HashMap<>();
        for (SyncGroup.Assignment part : request.assignments()) {
            parts.put(part.memberId(), part.assignment());
        }
        PMap<String, Member> members = group.members();
        for (Member member : group.all()) {
            ByteBuffer part = parts.getOrDefault(member.id(), Member.NO_ASSIGNMENT);
            if (member.syncing() != null) {
                steps.tell(member.syncing(), assigned(group, part));
                steps.add(Sessions.heard(group, member, steps.now()));
            }
            members = members.plus(member.id(), member.assigned(part).syncing(null));
        }
        steps.keep();
        Phase stable = new Phase.Stable(group.phase().unsynced());
        return group.with(members).in(stable, steps.now().wallMs());
    }
}
