package io.ottla.coordinator.group.membership;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.classic.Phase;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.state.Due;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Steps;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.JoinGroup;
import java.util.List;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;

/**
 * How a group comes from one generation to the next: prepare (all join again), complete (the leader assigns), stable. Each step takes
 * the group as it is and gives it back as it is then; what else happens is noted in the {@link Steps}. Stateless.
 */
public final class Rebalancing {
    private Rebalancing() {}

    /** Begins a rebalance if none is under way; ends its first half if this was the last one it waited for. */
    static ClassicGroup prepareOrComplete(Steps steps, ClassicGroup group) {
        return group.state() == GroupState.PREPARING_REBALANCE
                ? completeIfEverybodyJoined(steps, group, false)
                : prepare(steps, group);
    }

    /** Everybody has to join again. */
    static ClassicGroup prepare(Steps steps, ClassicGroup group) {
        Moment now = steps.now();
        ClassicGroup called = group.state() == GroupState.COMPLETING_REBALANCE
                ? callBack(steps, group, ErrorCode.REBALANCE_IN_PROGRESS)
                : group;
        steps.forget(new Due.SyncingEnds(group.id()));
        boolean isFirst = group.isEmpty();
        ClassicGroup preparing = called.in(new Phase.Preparing(isFirst, now.tickMs(), now.tickMs(), 0), now.wallMs());
        if (isFirst) {
            steps.remind(new Due.JoiningEnds(group.id()), steps.settings().quietMs(0));
            return preparing;
        }
        if (preparing.hasEverybodyJoined()) {
            return complete(steps, preparing);
        }
        steps.remind(new Due.JoiningEnds(group.id()), preparing.rebalanceMs());
        return preparing;
    }

    /** The generation is given up: those who wait for their assignment are told why. */
    static ClassicGroup callBack(Steps steps, ClassicGroup group, ErrorCode why) {
        PMap<String, Member> members = group.members();
        for (Member member : group.all()) {
            Member called = member.assigned(Member.NO_ASSIGNMENT).syncing(null);
            if (member.syncing() != null) {
                steps.tell(member.syncing(), Syncing.refused(why));
                steps.add(Sessions.heard(group, called, steps.now()));
            }
            members = members.plus(called.id(), called);
        }
        return group.with(members);
    }

    /**
     * Goes on if nobody is missing.
     *
     * @param evenIfFirst also where a new group would wait for more members
     */
    static ClassicGroup completeIfEverybodyJoined(Steps steps, ClassicGroup group, boolean evenIfFirst) {
        boolean mayEnd = group.phase() instanceof Phase.Preparing preparing
                && (evenIfFirst || !preparing.isFirst())
                && group.hasEverybodyJoined();
        return mayEnd ? complete(steps, group) : group;
    }

    /** A member is gone that was there. */
    static ClassicGroup afterLoss(Steps steps, ClassicGroup group) {
        return group.state() == GroupState.PREPARING_REBALANCE
                ? completeIfEverybodyJoined(steps, group, true)
                : prepareOrComplete(steps, group);
    }

    /** A member has come that was not there: a new group waits a little longer. */
    static ClassicGroup afterGain(Steps steps, ClassicGroup group) {
        if (group.phase() instanceof Phase.Preparing preparing && preparing.isFirst()) {
            long nowMs = steps.now().tickMs();
            long endMs = preparing.beganMs()
                    + Math.max(group.rebalanceMs(), steps.settings().initialDelayMs());
            Phase.Preparing joined = preparing.joined(nowMs);
            long quietMs = steps.settings().quietMs(joined.longestGapMs());
            steps.remind(new Due.JoiningEnds(group.id()), Math.max(0, Math.min(quietMs, endMs - nowMs)));
            return group.refined(joined);
        }
        return prepareOrComplete(steps, group);
    }

    /** Nobody is waited for any longer: those who have joined make the next generation, and static members. */
    static ClassicGroup complete(Steps steps, ClassicGroup group) {
        steps.forget(new Due.JoiningEnds(group.id()));
        ClassicGroup rest = group;
        for (Member member : group.all()) {
            if (!member.isJoining() && !member.isStatic()) {
                rest = rest.minus(member.id());
                steps.add(Sessions.over(group, member.id()));
            }
        }
        if (rest.members().isEmpty()) {
            steps.keep();
            return rest.next(null).in(new Phase.Empty(), steps.now().wallMs());
        }
        String leader = joinedLeader(rest);
        if (leader.isEmpty()) { // static members only, none of them back: they have until their sessions end
            steps.remind(new Due.JoiningEnds(group.id()), rest.rebalanceMs());
            return rest;
        }
        return begin(steps, rest.ledBy(leader));
    }

    private static String joinedLeader(ClassicGroup group) {
        Member leader = group.leader() == null ? null : group.member(group.leader());
        if (leader != null && leader.isJoining()) {
            return leader.id();
        }
        return group.all().stream()
                .filter(Member::isJoining)
                .map(Member::id)
                .findFirst()
                .orElse("");
    }

    /** A new generation: everybody who waits has joined it, and the leader is told of all. */
    private static ClassicGroup begin(Steps steps, ClassicGroup group) {
        ClassicGroup next = group.next(group.electedProtocol());
        PMap<String, Member> members = next.members();
        for (Member member : next.all()) {
            steps.tell(member.joining(), joined(next, member, next.isLeader(member.id())));
            Member joined = member.joined();
            steps.add(Sessions.heard(next, joined, steps.now()));
            members = members.plus(joined.id(), joined);
        }
        steps.remind(new Due.SyncingEnds(group.id()), group.rebalanceMs());
        Phase completing = new Phase.Completing(HashTreePSet.from(members.keySet()));
        return next.with(members).in(completing, steps.now().wallMs());
    }

    /** The answer to a member that is part of the present generation. */
    static JoinGroup.Response joined(ClassicGroup group, Member member, boolean hearsOfAll) {
        return new JoinGroup.Response(
                0,
                ErrorCode.NONE.code(),
                group.generation(),
                group.protocolType(),
                group.protocol(),
                group.leader() == null ? "" : group.leader(),
                false,
                member.id(),
                hearsOfAll ? group.toldMembers() : List.of());
    }

    // ---- in time

    /** The members have had their time to join. */
    public static Decision<GroupChange> joiningEnds(Groups groups, String id, Moment now) {
        ClassicGroup group = groups.find(id);
        if (group == null || !(group.phase() instanceof Phase.Preparing preparing)) {
            return Decision.nothing();
        }
        Steps steps = new Steps(now, groups.settings());
        if (preparing.isFirst() && isSomebodyOnTheWay(groups, group, preparing, now)) {
            steps.remind(new Due.JoiningEnds(id), groups.settings().quietMs(0));
            return steps.done();
        }
        return steps.done(complete(steps, group));
    }

    /** Those who were given an id, or who have asked where to go, get as long as Kafka would give them. */
    private static boolean isSomebodyOnTheWay(
            Groups groups, ClassicGroup group, Phase.Preparing preparing, Moment now) {
        long sinceMs = now.tickMs() - groups.settings().initialDelayMs();
        boolean isExpected = !group.pending().isEmpty() && preparing.lastJoinMs() > sinceMs;
        return isExpected || groups.seekers().isAnybodySeeking(group.id(), sinceMs);
    }

    /** The members have had their time to ask for their assignment: who has not is gone. */
    public static Decision<GroupChange> syncingEnds(Groups groups, String id, Moment now) {
        ClassicGroup group = groups.find(id);
        if (group == null || group.phase().unsynced().isEmpty()) {
            return Decision.nothing();
        }
        Steps steps = new Steps(now, groups.settings());
        ClassicGroup rest = group;
        for (String silent : group.phase().unsynced()) {
            rest = rest.minus(silent);
            steps.add(Sessions.over(group, silent));
        }
        return steps.done(prepare(steps, rest));
    }

    /** Members read from the log have their sessions; a group that has become too large rebalances. */
    public static Decision<GroupChange> afterLoading(ClassicGroup group, Steps steps) {
        for (Member member : group.all()) {
            steps.add(Sessions.heard(group, member, steps.now()));
        }
        boolean isTooLarge = group.members().size() > steps.settings().maxMembers();
        return isTooLarge ? steps.done(prepare(steps, group)) : steps.done();
    }
}
