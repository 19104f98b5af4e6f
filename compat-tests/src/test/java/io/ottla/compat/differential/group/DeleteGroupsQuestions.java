package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Groups deleted, unless they have members. */
final class DeleteGroupsQuestions implements Questions {
    private static final int COMMIT = 8;
    private static final int DESCRIBE = 6;

    @Override
    public ApiKeys api() {
        return ApiKeys.DELETE_GROUPS;
    }

    @Override
    public void ask(Asking on) {
        var group = "ended-" + on.version();
        Members.one(on, group, "t");
        ask(on, "a group with a member", group);
        ask(on, "an unknown group", "unknown");
        ask(on, "no group's name", "");
        ask(on, "no group");
        Members.leave(on, group);
        ask(on, "an empty group, and an unknown one", group, "unknown");
        ask(on, "a group that is gone", group);
        Members.one(on, group + "-twice", "t");
        Members.leave(on, group + "-twice");
        ask(on, "a group twice", group + "-twice", group + "-twice");
        Ensemble.inEachState(on, group, "t", (state, name) -> {
            on.askOther(
                    "an offset to delete with its group",
                    ApiKeys.OFFSET_COMMIT,
                    COMMIT,
                    peer -> OffsetCommitQuestions.alone(
                            on, peer, name, "t", OffsetCommitQuestions.partition(0, 1, "")));
            ask(on, state + ": a group", name);
            OffsetCommitQuestions.look(on, state + ", after the group was deleted", name);
            on.askOther(
                    state + ": the group after that",
                    ApiKeys.DESCRIBE_GROUPS,
                    DESCRIBE,
                    peer -> new DescribeGroupsRequestData().setGroups(List.of(name)));
        });
    }

    private static void ask(Asking on, String what, String... groups) {
        on.ask(what, peer -> new DeleteGroupsRequestData().setGroupsNames(List.of(groups)));
    }
}
