package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Committed offsets deleted, unless somebody still reads there. */
final class OffsetDeleteQuestions implements Questions {
    private static final int COMMIT = 8;

    @Override
    public ApiKeys api() {
        return ApiKeys.OFFSET_DELETE;
    }

    @Override
    public void ask(Asking on) {
        on.each(Coordinators::await);
        Topics.make(on, "dropped", 2);
        Topics.make(on, "dropped-read", 1);
        for (var group : List.of("dropped-alone", "dropped-member")) {
            on.askOther(
                    "offsets to delete",
                    ApiKeys.OFFSET_COMMIT,
                    COMMIT,
                    peer -> OffsetCommitQuestions.alone(
                            on, peer, group, "dropped", OffsetCommitQuestions.partition(0, 5, "")));
        }
        ask(on, "what was not committed", "dropped-alone", "dropped", 1);
        ask(on, "what was, and what is not there", "dropped-alone", "dropped", 0, 9);
        ask(on, "the group that had no more", "dropped-alone", "dropped", 0);
        ask(on, "an unknown group", "unknown", "dropped", 0);
        ask(on, "no group", "", "dropped", 0);
        ask(on, "a topic that is not there", "dropped-member", "absent", 0);
        ask(on, "no partition", "dropped-member", "dropped");
        Members.one(on, "dropped-member", "dropped-read");
        ask(on, "where nobody reads", "dropped-member", "dropped", 0);
        ask(on, "where somebody reads", "dropped-member", "dropped-read", 0);
        Members.leave(on, "dropped-member");
        Ensemble.inEachState(on, "dropped", "dropped-read", (state, group) -> {
            ask(on, state + ": where nobody reads", group, "dropped", 0, 9);
            ask(on, state + ": where somebody reads", group, "dropped-read", 0);
            ask(on, state + ": a topic that is not there", group, "absent", 0);
            OffsetCommitQuestions.look(on, state + ", after deletions", group);
        });
        askOfAnotherKind(on);
    }

    /** What members of another kind than consumers read is not known. */
    private static void askOfAnotherKind(Asking on) {
        on.each(peer -> {
            var request = Members.join("dropped-connect", "", "dropped").setProtocolType("connect");
            Members.learn(peer, "dropped-connect", peer.ask(ApiKeys.JOIN_GROUP, 3, request));
        });
        ask(on, "of a group of connectors", "dropped-connect", "dropped", 0);
        Members.leave(on, "dropped-connect");
        ask(on, "of a group of connectors, when they have left", "dropped-connect", "dropped", 0);
    }

    private static void ask(Asking on, String what, String group, String topic, int... partitions) {
        on.ask(what, peer -> {
            var named = new OffsetDeleteRequestTopic().setName(topic);
            for (int partition : partitions) {
                named.partitions().add(new OffsetDeleteRequestPartition().setPartitionIndex(partition));
            }
            var request = new OffsetDeleteRequestData().setGroupId(group);
            request.topics().add(named);
            return request;
        });
    }
}
