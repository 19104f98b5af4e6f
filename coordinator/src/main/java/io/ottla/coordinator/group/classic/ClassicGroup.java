package io.ottla.coordinator.group.classic;

import io.ottla.coordinator.group.request.GroupState;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.JoinGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;

/**
 * A group of the classic protocol as it stands. Immutable.
 *
 * @param protocolType "consumer" for consumers; null until somebody has joined
 * @param protocol the assignor this generation uses; null while there is none
 * @param leader the member that assigns; null without members
 * @param sinceMs when it came into its state, in ms since the epoch; -1 if not known
 * @param members by id
 * @param statics member ids by group.instance.id
 * @param pending ids given away that nobody has joined with yet
 */
public record ClassicGroup(
        String id,
        Phase phase,
        int generation,
        @Nullable String protocolType,
        @Nullable String protocol,
        @Nullable String leader,
        long sinceMs,
        PMap<String, Member> members,
        PMap<String, String> statics,
        PSet<String> pending) {
    static final String CONSUMER = "consumer";

    /** A group nobody has joined. */
    public static ClassicGroup empty(String id, long sinceMs) {
        return new ClassicGroup(
                id,
                new Phase.Empty(),
                0,
                null,
                null,
                null,
                sinceMs,
                TreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePSet.empty());
    }

    /** These members as a record of the log tells of them. */
    public ClassicGroup restored(int inGeneration, @Nullable String type, @Nullable String by, @Nullable String ledBy) {
        return new ClassicGroup(
                id,
                members.isEmpty() ? new Phase.Empty() : new Phase.Stable(HashTreePSet.empty()),
                inGeneration,
                type,
                by,
                ledBy,
                sinceMs,
                members,
                statics,
                pending);
    }

    // ---- what it is

    public GroupState state() {
        return phase.state();
    }

    public boolean isEmpty() {
        return phase instanceof Phase.Empty;
    }

    public boolean isLeader(String member) {
        return member.equals(leader);
    }

    public boolean isOfConsumers() {
        return CONSUMER.equals(protocolType);
    }

    public Collection<Member> all() {
        return members.values();
    }

    @Nullable
    public Member member(String member) {
        return members.get(member);
    }

    /** Is everybody here, and nobody on the way? */
    public boolean hasEverybodyJoined() {
        return pending.isEmpty() && all().stream().allMatch(Member::isJoining);
    }

    public int joiningCount() {
        return (int) all().stream().filter(Member::isJoining).count();
    }

    /** The longest any member may take to join again. */
    public int rebalanceMs() {
        int longest = 0;
        for (Member member : all()) {
            longest = Math.max(longest, member.timeouts().rebalanceMs());
        }
        return longest;
    }

    /**
     * Does this member speak for itself?
     *
     * @return NONE, UNKNOWN_MEMBER_ID, or FENCED_INSTANCE_ID if another member has taken over its instance id
     */
    public ErrorCode check(String member, @Nullable String instance) {
        if (instance != null) {
            String known = statics.get(instance);
            if (known == null) {
                return ErrorCode.UNKNOWN_MEMBER_ID;
            }
            if (!known.equals(member)) {
                return ErrorCode.FENCED_INSTANCE_ID;
            }
        }
        return members.containsKey(member) ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID;
    }

    /** Could a member of this kind be assigned together with those that are here? */
    public boolean accepts(String type, List<JoinGroup.Protocol> protocols) {
        if (isEmpty()) {
            return !type.isEmpty() && !protocols.isEmpty();
        }
        Set<String> common = common();
        return type.equals(protocolType) && protocols.stream().anyMatch(one -> common.contains(one.name()));
    }

    /** What every member can be assigned by. As sets: a member may name as many protocols as fit into a request. */
    private Set<String> common() {
        Set<String> common = null;
        for (Member member : all()) {
            if (common == null) {
                common = member.protocolNames();
            } else {
                common.retainAll(member.protocolNames());
            }
        }
        return common == null ? Set.of() : common;
    }

    /** The protocol every member has and most like best. Among members there is always one. */
    public String electedProtocol() {
        Set<String> common = common();
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (Member member : all()) {
            for (JoinGroup.Protocol protocol : member.protocols()) {
                if (common.contains(protocol.name())) {
                    votes.merge(protocol.name(), 1, Integer::sum);
                    break;
                }
            }
        }
        String elected = "";
        int most = 0;
        for (var vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                most = vote.getValue();
                elected = vote.getKey();
            }
        }
        return elected;
    }

    /** The members as their leader is told of them. */
    public List<JoinGroup.Member> toldMembers() {
        List<JoinGroup.Member> told = new ArrayList<>(members.size());
        for (Member member : all()) {
            told.add(new JoinGroup.Member(member.id(), member.instanceId(), member.metadata(protocol)));
        }
        return told;
    }

    // ---- what it becomes

    public ClassicGroup in(Phase next, long nowMs) {
        return new ClassicGroup(id, next, generation, protocolType, protocol, leader, nowMs, members, statics, pending);
    }

    /** In the same state, which is told more exactly. */
    public ClassicGroup refined(Phase same) {
        return new ClassicGroup(
                id, same, generation, protocolType, protocol, leader, sinceMs, members, statics, pending);
    }

    public ClassicGroup ledBy(@Nullable String member) {
        return new ClassicGroup(
                id, phase, generation, protocolType, protocol, member, sinceMs, members, statics, pending);
    }

    /** The next generation: its protocol, and null if it has no members. */
    public ClassicGroup next(@Nullable String nextProtocol) {
        return new ClassicGroup(
                id, phase, generation + 1, protocolType, nextProtocol, leader, sinceMs, members, statics, pending);
    }

    /** With a member that is there already changed. */
    public ClassicGroup with(Member member) {
        return with(members.plus(member.id(), member));
    }

    public ClassicGroup with(PMap<String, Member> changed) {
        return new ClassicGroup(
                id, phase, generation, protocolType, protocol, leader, sinceMs, changed, statics, pending);
    }

    /** With one member more; the first decides what kind of group it is, and leads. */
    public ClassicGroup plus(Member member, String type) {
        String instance = member.instanceId();
        return new ClassicGroup(
                id,
                phase,
                generation,
                members.isEmpty() ? type : protocolType,
                protocol,
                leader == null ? member.id() : leader,
                sinceMs,
                members.plus(member.id(), member),
                instance == null ? statics : statics.plus(instance, member.id()),
                pending.minus(member.id()));
    }

    /** Without a member, or without an id nobody has joined with yet. Another member leads if it did. */
    public ClassicGroup minus(String member) {
        Member gone = members.get(member);
        String instance = gone == null ? null : gone.instanceId();
        PMap<String, Member> rest = members.minus(member);
        return new ClassicGroup(
                id,
                phase.synced(member),
                generation,
                protocolType,
                protocol,
                isLeader(member) ? first(rest) : leader,
                sinceMs,
                rest,
                instance == null ? statics : statics.minus(instance),
                pending.minus(member));
    }

    private static @Nullable String first(PMap<String, Member> members) {
        return members.isEmpty() ? null : members.keySet().iterator().next();
    }

    /** A static member has started anew: the same member under another id. */
    public ClassicGroup replaced(Member before, Member after, String instance) {
        return new ClassicGroup(
                id,
                phase,
                generation,
                protocolType,
                protocol,
                isLeader(before.id()) ? after.id() : leader,
                sinceMs,
                members.minus(before.id()).plus(after.id(), after),
                statics.plus(instance, after.id()),
                pending);
    }

    public ClassicGroup expecting(String member) {
        return new ClassicGroup(
                id, phase, generation, protocolType, protocol, leader, sinceMs, members, statics, pending.plus(member));
    }
}
