package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import java.util.List;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.protocol.ApiKeys;

/** A group with one static member, which another has taken the place of: the one before is fenced. */
final class Replaced {
    static final String INSTANCE = Ensemble.STATIC;
    /** Who was the instance. */
    static final String BEFORE = "the one before";
    /** Who is the instance. */
    static final String NOW = "the one now";

    private static final int JOIN = 5;
    private static final int LEAVE = 3;

    private Replaced() {}

    static void make(Asking on, String group) {
        Ensemble.stable(on, group, "t", INSTANCE);
        on.each(peer -> {
            Ensemble.idIs(peer, group, BEFORE, Ensemble.id(peer, group, INSTANCE));
            var request = Members.join(group, "", "t").setGroupInstanceId(INSTANCE);
            Ensemble.learn(peer, group, NOW, peer.ask(ApiKeys.JOIN_GROUP, JOIN, request));
            Ensemble.idIs(peer, group, INSTANCE, Ensemble.id(peer, group, NOW));
        });
    }

    static void end(Asking on, String group) {
        var member = new MemberIdentity().setMemberId("").setGroupInstanceId(INSTANCE);
        on.each(peer -> peer.ask(
                ApiKeys.LEAVE_GROUP,
                LEAVE,
                new LeaveGroupRequestData().setGroupId(group).setMembers(List.of(member))));
    }
}
