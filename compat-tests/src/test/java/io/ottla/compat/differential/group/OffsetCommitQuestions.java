package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Offsets committed by members, and by those who need no group. */
final class OffsetCommitQuestions implements Questions {
    static final int IDS = 10;
    private static final int STATIC = 7;

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
