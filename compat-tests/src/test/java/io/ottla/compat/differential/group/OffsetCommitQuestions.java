package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import io.ottla.compat.differential.group.Ensemble.State;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Offsets committed by members, and by those who need no group. */
final class OffsetCommitQuestions implements Questions {
    static final int IDS = 10;
    private static final int STATIC = 7;
    private static final int LOOK = 5;
    /** One group, topics by name. */
    private static final int SIMPLE_FETCH = 1;

    @Override
    public ApiKeys api() {
        return ApiKeys.OFFSET_COMMIT;
    }

    @Override
    public void ask(Asking on) {
        on.each(Coordinators::await);
        var topic = "committed-" + on.version();
        Topics.make(on, topic, 2);
        askAlone(on, topic, topic + "-alone");
        askMembers(on, topic, topic + "-member");
        Ensemble.inEachState(on, topic, topic, (state, group) -> askIn(on, state, topic, group));
        if (on.version() >= STATIC) {
            askReplaced(on, topic, topic + "-replaced");
        }
    }

    private static void askIn(Asking on, State state, String topic, String group) {
        for (var member : List.of("a", "b")) {
            on.ask(state + ": member " + member, peer -> member(on, peer, group, member, topic));
        }
        for (int step : new int[] {-1, 1}) {
            on.ask(
                    state + ": a generation off by " + step,
                    peer -> member(on, peer, group, "b", topic)
                            .setGenerationIdOrMemberEpoch(Ensemble.generation(peer, group) + step));
        }
        on.ask(
                state + ": no generation",
                peer -> member(on, peer, group, "b", topic).setGenerationIdOrMemberEpoch(-1));
        on.ask(
                state + ": an unknown member",
                peer -> member(on, peer, group, "b", topic).setMemberId("nobody"));
        on.ask(state + ": nobody's", peer -> alone(on, peer, group, topic, partition(0, 7, "")));
        on.ask(state + ": nobody's, where nothing is", peer -> alone(on, peer, group, "absent", partition(0, 7, "")));
        on.ask(
                state + ": nobody's generation",
                peer -> alone(on, peer, group, topic, partition(0, 7, ""))
                        .setGenerationIdOrMemberEpoch(Ensemble.generation(peer, group)));
        look(on, state + ", after that", group);
    }

    /** What is committed now. */
    static void look(Asking on, String what, String group) {
        on.askOther(
                "what is committed, " + what,
                ApiKeys.OFFSET_FETCH,
                LOOK,
                peer -> new OffsetFetchRequestData().setGroupId(group).setTopics(null));
    }

    private static void askReplaced(Asking on, String topic, String group) {
        Replaced.make(on, group);
        for (var member : List.of(Replaced.BEFORE, Replaced.NOW)) {
            on.ask(
                    member + ", with its instance",
                    peer -> member(on, peer, group, member, topic).setGroupInstanceId(Replaced.INSTANCE));
            on.ask(
                    member + ", with another instance",
                    peer -> member(on, peer, group, member, topic).setGroupInstanceId("nobody's"));
            on.ask(member + ", without its instance", peer -> member(on, peer, group, member, topic));
        }
        Replaced.end(on, group);
    }

    private static OffsetCommitRequestData member(Asking on, Peer peer, String group, String member, String topic) {
        return alone(on, peer, group, topic, partition(0, 2, member))
                .setMemberId(Ensemble.id(peer, group, member))
                .setGenerationIdOrMemberEpoch(Ensemble.generation(peer, group));
    }

    private static void askAlone(Asking on, String topic, String group) {
        on.ask("nobody's", peer -> alone(on, peer, group, topic, partition(0, 5, "m")));
        on.ask("further back", peer -> alone(on, peer, group, topic, partition(0, 3, null)));
        on.ask("a negative offset", peer -> alone(on, peer, group, topic, partition(0, -5, "")));
        on.ask(
                "two, one that is not there",
                peer -> alone(on, peer, group, topic, partition(1, 1, ""), partition(7, 1, "")));
        on.ask("a negative partition", peer -> alone(on, peer, group, topic, partition(-1, 1, "")));
        on.ask("a partition twice", peer -> alone(on, peer, group, topic, partition(1, 1, ""), partition(1, 2, "")));
        on.ask("a topic that is not there", peer -> alone(on, peer, group, "absent", partition(0, 1, "")));
        on.ask("a note too long", peer -> alone(on, peer, group, topic, partition(0, 1, "n".repeat(4097))));
        on.ask("a note that just fits", peer -> alone(on, peer, group, topic, partition(1, 1, "n".repeat(4096))));
        var tooMuch = Collections.nCopies(300, partition(0, 8, "n".repeat(4000)));
        on.askUnsampled(
                "more than one batch takes",
                peer -> alone(on, peer, group, topic, tooMuch.toArray(OffsetCommitRequestPartition[]::new)));
        on.askOther(
                "what is left of it",
                ApiKeys.OFFSET_FETCH,
                SIMPLE_FETCH,
                peer -> new OffsetFetchRequestData()
                        .setGroupId(group)
                        .setTopics(List.of(new OffsetFetchRequestData.OffsetFetchRequestTopic()
                                .setName(topic)
                                .setPartitionIndexes(List.of(0, 1)))));
        on.ask("no partition", peer -> alone(on, peer, group, topic));
        on.ask("no topic", peer -> alone(on, peer, group, topic).setTopics(List.of()));
        on.ask("no group", peer -> alone(on, peer, "", topic, partition(0, 1, "")));
        on.ask(
                "a generation of an unknown group",
                peer -> alone(on, peer, "unknown", topic, partition(0, 1, "")).setGenerationIdOrMemberEpoch(3));
        on.ask(
                "a member of an unknown group",
                peer -> alone(on, peer, "unknown", topic, partition(0, 1, "")).setMemberId("nobody"));
    }

    private static void askMembers(Asking on, String topic, String group) {
        Members.one(on, group, topic);
        on.ask("a member's", peer -> member(on, peer, group, topic));
        on.ask("an old generation", peer -> member(on, peer, group, topic).setGenerationIdOrMemberEpoch(0));
        on.ask("a generation to come", peer -> member(on, peer, group, topic).setGenerationIdOrMemberEpoch(9));
        on.ask("no generation", peer -> member(on, peer, group, topic).setGenerationIdOrMemberEpoch(-1));
        on.ask("an unknown member", peer -> member(on, peer, group, topic).setMemberId("nobody"));
        on.ask("no member", peer -> member(on, peer, group, topic).setMemberId(""));
        on.ask("nobody's, while there is a member", peer -> alone(on, peer, group, topic, partition(0, 1, "")));
        if (on.version() >= STATIC) {
            on.ask("an unknown instance", peer -> member(on, peer, group, topic).setGroupInstanceId("i"));
        }
        Members.leave(on, group);
        on.ask("after it left", peer -> member(on, peer, group, topic));
        on.ask("nobody's, of an empty group", peer -> alone(on, peer, group, topic, partition(0, 9, "")));
    }

    private static OffsetCommitRequestData member(Asking on, Peer peer, String group, String topic) {
        return alone(on, peer, group, topic, partition(0, 1, "by a member"))
                .setMemberId(Members.id(peer, group))
                .setGenerationIdOrMemberEpoch(Members.generation(peer, group));
    }

    static OffsetCommitRequestData alone(
            Asking on, Peer peer, String group, String topic, OffsetCommitRequestPartition... partitions) {
        var named = new OffsetCommitRequestTopic().setPartitions(List.of(partitions));
        if (on.version() >= IDS && on.api() == ApiKeys.OFFSET_COMMIT) {
            var id = peer.topicId(topic);
            named.setTopicId(id.equals(Uuid.ZERO_UUID) ? new Uuid(77, topic.hashCode()) : id);
        } else {
            named.setName(topic);
        }
        return new OffsetCommitRequestData().setGroupId(group).setTopics(List.of(named));
    }

    static OffsetCommitRequestPartition partition(int index, long offset, @Nullable String note) {
        return new OffsetCommitRequestPartition()
                .setPartitionIndex(index)
                .setCommittedOffset(offset)
                .setCommittedMetadata(note);
    }
}
