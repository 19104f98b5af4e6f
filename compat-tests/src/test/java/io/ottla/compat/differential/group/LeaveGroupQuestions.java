package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.group.Ensemble.State;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Members leave, alone or together. */
final class LeaveGroupQuestions implements Questions {
    private static final int TOGETHER = 3;
    private static final int LOOK = 5;

    @Override
    public ApiKeys api() {
        return ApiKeys.LEAVE_GROUP;
    }

    @Override
    public void ask(Asking on) {
        var group = "left-" + on.version();
        Members.one(on, group, "t");
        on.ask("an unknown member", peer -> request(on, group, "nobody"));
        on.ask("no member's id", peer -> request(on, group, ""));
        on.ask("an unknown group", peer -> request(on, "unknown", "nobody"));
        on.ask("no group", peer -> request(on, "", "nobody"));
        if (on.version() >= TOGETHER) {
            on.ask("no member", peer -> request(on, group));
            on.ask("two unknown members", peer -> request(on, group, "nobody", "somebody"));
            on.ask("an unknown instance", peer -> identified(group, "", "i"));
            on.ask("an unknown instance with an id", peer -> identified(group, "nobody", "i"));
        }
        on.ask("the member", peer -> request(on, group, Members.id(peer, group)));
        on.ask("the member again", peer -> request(on, group, Members.id(peer, group)));
        Ensemble.inEachState(on, group, "t", (state, name) -> askIn(on, state, name));
        if (on.version() >= TOGETHER) {
            askTogether(on, group + "-together");
            askReplaced(on, group + "-replaced");
        }
    }

    private static void askIn(Asking on, State state, String group) {
        on.ask(state + ": an unknown member", peer -> request(on, group, "nobody"));
        on.ask(state + ": a follower", peer -> request(on, group, Ensemble.id(peer, group, "b")));
        look(on, state + ", after the follower left", group);
        on.ask(state + ": the leader", peer -> request(on, group, Ensemble.id(peer, group, "a")));
        if (state != State.PREPARING) {
            look(on, state + ", after the leader left", group);
        }
    }

    private static void look(Asking on, String what, String group) {
        on.askOther(
                what, ApiKeys.DESCRIBE_GROUPS, LOOK, peer -> new DescribeGroupsRequestData().setGroups(List.of(group)));
    }

    private static void askTogether(Asking on, String group) {
        Ensemble.stable(on, group, "t", "a", "b");
        on.ask(
                "two and an unknown one",
                peer -> request(on, group, Ensemble.id(peer, group, "b"), "nobody", Ensemble.id(peer, group, "a")));
        look(on, "after two left", group);
    }

    private static void askReplaced(Asking on, String group) {
        Replaced.make(on, group);
        on.ask(
                Replaced.BEFORE,
                peer -> identified(group, Ensemble.id(peer, group, Replaced.BEFORE), Replaced.INSTANCE));
        on.ask(
                Replaced.BEFORE + ", without its instance",
                peer -> identified(group, Ensemble.id(peer, group, Replaced.BEFORE), null));
        on.ask("another instance", peer -> identified(group, Ensemble.id(peer, group, Replaced.NOW), "nobody's"));
        look(on, "after nobody left", group);
        on.ask("the instance", peer -> identified(group, "", Replaced.INSTANCE));
        on.ask("the instance again", peer -> identified(group, "", Replaced.INSTANCE));
        look(on, "after the instance left", group);
    }

    private static LeaveGroupRequestData identified(String group, String member, @Nullable String instance) {
        return new LeaveGroupRequestData().setGroupId(group).setMembers(List.of(identity(member, instance)));
    }

    private static LeaveGroupRequestData request(Asking on, String group, String... members) {
        var request = new LeaveGroupRequestData().setGroupId(group);
        if (on.version() < TOGETHER) {
            return request.setMemberId(members[0]);
        }
        var all = new ArrayList<MemberIdentity>();
        for (var member : members) {
            all.add(identity(member, null));
        }
        return request.setMembers(all);
    }

    private static MemberIdentity identity(String member, @Nullable String instance) {
        return new MemberIdentity().setMemberId(member).setGroupInstanceId(instance);
    }
}
