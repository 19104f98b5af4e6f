package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Groups with a member, without, and that are not there. */
final class DescribeGroupsQuestions implements Questions {
    private static final int OPERATIONS = 3;

    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_GROUPS;
    }

    @Override
    public void ask(Asking on) {
        var group = "told-" + on.version();
        Members.one(on, group, "t");
        ask(on, "a group", group);
        ask(on, "an unknown group", "unknown");
        ask(on, "one of each", group, "unknown");
        ask(on, "a group twice", group, group);
        ask(on, "no group's name", "");
        ask(on, "no group");
        if (on.version() >= OPERATIONS) {
            on.ask("with what may be done", peer -> request(group, "unknown").setIncludeAuthorizedOperations(true));
        }
        Members.leave(on, group);
        ask(on, "an empty group", group);
        Ensemble.inEachState(on, group, "t", (state, name) -> ask(on, state.toString(), name));
        Ensemble.stable(on, group + "-static", "t", Ensemble.STATIC, "b");
        ask(on, "a static member and another", group + "-static");
    }

    private static void ask(Asking on, String what, String... groups) {
        on.ask(what, peer -> request(groups));
    }

    private static DescribeGroupsRequestData request(String... groups) {
        return new DescribeGroupsRequestData().setGroups(List.of(groups));
    }
}
