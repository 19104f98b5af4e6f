package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Questions;
import java.util.List;

/** All there is to ask about groups. */
public final class AboutGroups {
    private AboutGroups() {}

    public static List<Questions> all() {
        return List.of(
                new FindCoordinatorQuestions(),
                new JoinGroupQuestions(),
                new JoinTogetherQuestions(),
                new SyncGroupQuestions(),
                new HeartbeatQuestions(),
                new LeaveGroupQuestions(),
                new OffsetCommitQuestions(),
                new OffsetFetchQuestions(),
                new OffsetDeleteQuestions(),
                new DescribeGroupsQuestions(),
                new ListGroupsQuestions(),
                new DeleteGroupsQuestions());
    }
}
