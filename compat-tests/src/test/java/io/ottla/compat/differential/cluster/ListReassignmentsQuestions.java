package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData.ListPartitionReassignmentsTopics;
import org.apache.kafka.common.protocol.ApiKeys;

/** Moves under way, of which there are none. */
final class ListReassignmentsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.LIST_PARTITION_REASSIGNMENTS;
    }

    @Override
    public void ask(Asking on) {
        Topics.make(on, "at-rest", 2);
        on.ask("all", peer -> new ListPartitionReassignmentsRequestData().setTopics(null));
        ask(on, "some", "at-rest", 0, 1);
        ask(on, "one that is not there", "at-rest", 7);
        ask(on, "a topic that is not there", "absent", 0);
        on.ask("none", peer -> new ListPartitionReassignmentsRequestData().setTopics(List.of()));
    }

    private static void ask(Asking on, String what, String topic, Integer... partitions) {
        on.ask(
                what,
                peer -> new ListPartitionReassignmentsRequestData()
                        .setTopics(List.of(new ListPartitionReassignmentsTopics()
                                .setName(topic)
                                .setPartitionIndexes(List.of(partitions)))));
    }
}
