package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Members leave, alone or together. */
final class LeaveGroupQuestions implements Questions {
    private static final int TOGETHER = 3;

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
            on.ask(
                    "an unknown instance",
                    peer -> new LeaveGroupRequestData().setGroupId(group).setMembers(List.of(identity("", "i"))));
            on.ask(
                    "an unknown instance with an id",
                    peer -> new LeaveGroupRequestData().setGroupId(group).setMembers(List.of(identity("nobody", "i"))));
        }
        on.askUnsampled("the member", peer -> request(on, group, Members.id(peer, group)));
        on.askUnsampled("the member again", peer -> request(on, group, Members.id(peer, group)));
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
