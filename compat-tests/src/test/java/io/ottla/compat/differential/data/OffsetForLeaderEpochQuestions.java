package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Where an epoch ended. */
final class OffsetForLeaderEpochQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.OFFSET_FOR_LEADER_EPOCH;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "epochs-" + version;
        Topics.make(on, name, 2);
        Produces.write(on, name, Batch.of(5));
        for (int epoch : new int[] {-2, -1, 0, 1, 100}) {
            for (int current : new int[] {-1, 0, 1, -2}) {
                on.ask(
                        "epoch " + epoch + " while it is " + current,
                        peer -> request(
                                version, topic(name, partition(0, current, epoch), partition(1, current, epoch))));
            }
        }
        on.ask("no topic", peer -> request(version));
        on.ask("a topic that is not there", peer -> request(version, topic("absent", partition(0, -1, 0))));
        on.ask("a bad name", peer -> request(version, topic("no/slash", partition(0, -1, 0))));
        on.ask("a partition that is not there", peer -> request(version, topic(name, partition(9, -1, 0))));
        on.ask("a partition twice", peer -> request(version, topic(name, partition(0, -1, 0), partition(0, -1, 0))));
        if (version >= 3) {
            on.ask(
                    "as a replica",
                    peer -> request(version, topic(name, partition(0, -1, 0))).setReplicaId(7));
        }
    }

    private static OffsetForLeaderEpochRequestData request(int version, OffsetForLeaderTopic... topics) {
        var request = new OffsetForLeaderEpochRequestData();
        if (version >= 3) {
            request.setReplicaId(-1);
        }
        for (var topic : topics) {
            request.topics().add(topic);
        }
        return request;
    }

    private static OffsetForLeaderTopic topic(String name, OffsetForLeaderPartition... partitions) {
        return new OffsetForLeaderTopic().setTopic(name).setPartitions(List.of(partitions));
    }

    private static OffsetForLeaderPartition partition(int index, int current, int epoch) {
        return new OffsetForLeaderPartition()
                .setPartition(index)
                .setCurrentLeaderEpoch(current)
                .setLeaderEpoch(epoch);
    }
}
