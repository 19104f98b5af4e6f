package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitions;
import org.apache.kafka.common.protocol.ApiKeys;

/** Elections where there is one to choose from. */
final class ElectLeadersQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.ELECT_LEADERS;
    }

    @Override
    public void ask(Asking on) {
        var topic = "elected-" + on.version();
        Topics.make(on, topic, 2);
        for (int type : on.version() == 0 ? new int[] {0} : new int[] {0, 1}) {
            ask(on, type, "two", topic, 0, 1);
            ask(on, type, "one that is not there", topic, 5);
            ask(on, type, "a topic that is not there", "absent", 0);
            ask(on, type, "a partition twice", topic, 0, 0);
            ask(on, type, "no partition", topic);
        }
        if (on.version() >= 1) {
            on.ask("type 9", peer -> request(9, topic, 0));
        }
    }

    private static void ask(Asking on, int type, String what, String topic, Integer... partitions) {
        on.ask(what + ", type " + type, peer -> request(type, topic, partitions));
    }

    private static ElectLeadersRequestData request(int type, String topic, Integer... partitions) {
        var request = new ElectLeadersRequestData().setElectionType((byte) type).setTimeoutMs(5_000);
        request.topicPartitions().add(new TopicPartitions().setTopic(topic).setPartitions(List.of(partitions)));
        return request;
    }
}
