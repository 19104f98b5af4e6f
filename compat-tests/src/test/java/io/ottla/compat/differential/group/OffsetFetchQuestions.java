package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import io.ottla.compat.differential.group.Ensemble.State;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Offsets that were committed, and those that were not. */
final class OffsetFetchQuestions implements Questions {
    private static final int ALL = 2;
    private static final int STABLE = 7;
    private static final int GROUPS = 8;
    private static final int MEMBERS = 9;
    private static final int IDS = 10;
    private static final int COMMIT = 8;

    @Override
    public ApiKeys api() {
        return ApiKeys.OFFSET_FETCH;
    }

    @Override
    public void ask(Asking on) {
        on.each(Coordinators::await);
        var topic = "taken-" + on.version();
        var group = topic + "-group";
        Topics.make(on, topic, 3);
        on.askOther(
                "offsets to ask about",
                ApiKeys.OFFSET_COMMIT,
                COMMIT,
                peer -> OffsetCommitQuestions.alone(
                        on,
                        peer,
                        group,
                        topic,
                        OffsetCommitQuestions.partition(0, 5, "m"),
                        OffsetCommitQuestions.partition(1, 0, null)));
        ask(on, "what was committed", group, topic, 0, 1);
        ask(on, "what was not", group, topic, 2);
        ask(on, "a partition that is not there", group, topic, 0, 9);
        ask(on, "a negative partition", group, topic, -1);
        ask(on, "a partition twice", group, topic, 0, 0);
        ask(on, "a topic that is not there", group, "absent", 0);
        ask(on, "no partition", group, topic);
        ask(on, "an unknown group", "unknown", topic, 0);
        ask(on, "no group", "", topic, 0);
        if (on.version() >= ALL) {
            on.ask("all", peer -> request(on, peer, group, null));
            on.ask("all of an unknown group", peer -> request(on, peer, "unknown", null));
        }
        if (on.version() >= STABLE) {
            on.ask("what is stable", peer -> request(on, peer, group, topic, 0).setRequireStable(true));
        }
        if (on.version() >= GROUPS) {
            askGroups(on, group, topic);
        }
        Ensemble.inEachState(on, topic, topic, (state, name) -> askIn(on, state, name, topic));
    }

    private static void askIn(Asking on, State state, String group, String topic) {
        ask(on, state + ": what was not committed", group, topic, 0);
        if (state == State.EMPTY) {
            on.askOther(
                    "an offset of an empty group",
                    ApiKeys.OFFSET_COMMIT,
                    COMMIT,
                    peer -> OffsetCommitQuestions.alone(
                            on, peer, group, topic, OffsetCommitQuestions.partition(0, 5, "m")));
        } else if (state == State.PREPARING || state == State.STABLE) {
            on.askOther(
                    "an offset of a member",
                    ApiKeys.OFFSET_COMMIT,
                    COMMIT,
                    peer -> OffsetCommitQuestions.alone(
                                    on, peer, group, topic, OffsetCommitQuestions.partition(0, 6, "m"))
                            .setMemberId(Ensemble.id(peer, group, "b"))
                            .setGenerationIdOrMemberEpoch(Ensemble.generation(peer, group)));
        }
        ask(on, state + ": what was committed, and what was not", group, topic, 0, 1, 9);
        if (on.version() >= ALL) {
            on.ask(state + ": all", peer -> request(on, peer, group, null));
        }
        if (on.version() >= STABLE) {
            on.ask(
                    state + ": what is stable",
                    peer -> request(on, peer, group, topic, 0).setRequireStable(true));
        }
        if (on.version() >= MEMBERS) {
            for (int epoch : new int[] {-1, 0, 1, 9}) {
                on.ask(
                        state + ": as a member of epoch " + epoch,
                        peer -> new OffsetFetchRequestData()
                                .setGroups(List.of(one(on, peer, group, topic, 0)
                                        .setMemberId(Ensemble.id(peer, group, "b"))
                                        .setMemberEpoch(epoch))));
            }
        }
    }

    private static void askGroups(Asking on, String group, String topic) {
        on.ask(
                "two groups",
                peer -> new OffsetFetchRequestData()
                        .setGroups(List.of(one(on, peer, group, topic, 0), one(on, peer, "unknown", topic, 0))));
        on.ask(
                "a group twice",
                peer -> new OffsetFetchRequestData()
                        .setGroups(List.of(one(on, peer, group, topic, 0), one(on, peer, group, topic, 1))));
        on.ask("of no groups", peer -> new OffsetFetchRequestData().setGroups(List.of()));
        if (on.version() >= MEMBERS) {
            on.ask(
                    "as an unknown member",
                    peer -> new OffsetFetchRequestData()
                            .setGroups(List.of(one(on, peer, group, topic, 0)
                                    .setMemberId("nobody")
                                    .setMemberEpoch(1))));
        }
    }

    private static void ask(Asking on, String what, String group, String topic, Integer... partitions) {
        on.ask(what, peer -> request(on, peer, group, topic, partitions));
    }

    private static OffsetFetchRequestData request(
            Asking on, Peer peer, String group, @Nullable String topic, Integer... partitions) {
        if (on.version() >= GROUPS) {
            return new OffsetFetchRequestData().setGroups(List.of(one(on, peer, group, topic, partitions)));
        }
        return new OffsetFetchRequestData()
                .setGroupId(group)
                .setTopics(
                        topic == null
                                ? null
                                : List.of(new OffsetFetchRequestTopic()
                                        .setName(topic)
                                        .setPartitionIndexes(List.of(partitions))));
    }

    private static OffsetFetchRequestGroup one(
            Asking on, Peer peer, String group, @Nullable String topic, Integer... partitions) {
        var request = new OffsetFetchRequestGroup().setGroupId(group);
        if (topic == null) {
            return request.setTopics(null);
        }
        var named = new OffsetFetchRequestTopics().setPartitionIndexes(List.of(partitions));
        if (on.version() >= IDS) {
            var id = peer.topicId(topic);
            named.setTopicId(id.equals(Uuid.ZERO_UUID) ? new Uuid(77, topic.hashCode()) : id);
        } else {
            named.setName(topic);
        }
        return request.setTopics(List.of(named));
    }
}
