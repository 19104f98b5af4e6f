package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Replicas moved where there is one broker to hold them. */
final class AlterReassignmentsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.ALTER_PARTITION_REASSIGNMENTS;
    }

    @Override
    public void ask(Asking on) {
        var topic = "reassigned-" + on.version();
        Topics.make(on, topic, 2);
        ask(on, "where it is", topic, 0, List.of(1));
        ask(on, "to an unknown broker", topic, 0, List.of(9));
        ask(on, "to one broker twice", topic, 0, List.of(1, 1));
        ask(on, "to a negative broker", topic, 0, List.of(-1));
        ask(on, "to nobody", topic, 0, List.of());
        ask(on, "taken back", topic, 0, null);
        ask(on, "a partition that is not there", topic, 7, List.of(1));
        ask(on, "a topic that is not there", "absent", 0, List.of(1));
        on.ask("nothing", peer -> new AlterPartitionReassignmentsRequestData());
        if (on.version() >= 1) {
            on.ask(
                    "nothing, and of as many replicas",
                    peer -> new AlterPartitionReassignmentsRequestData().setAllowReplicationFactorChange(false));
        }
    }

    private static void ask(Asking on, String what, String topic, int partition, @Nullable List<Integer> brokers) {
        on.ask(
                what,
                peer -> new AlterPartitionReassignmentsRequestData()
                        .setTopics(List.of(new ReassignableTopic()
                                .setName(topic)
                                .setPartitions(List.of(new ReassignablePartition()
                                        .setPartitionIndex(partition)
                                        .setReplicas(brokers))))));
    }
}
