package io.ottla.compat.differential.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsAssignment;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** More partitions for a topic, assigned by the broker or by hand. */
final class CreatePartitionsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.CREATE_PARTITIONS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "grown-" + version;
        Topics.make(on, name, 2);
        ask(on, "no topic");
        ask(on, "more", topic(name, 4));
        Topics.awaitLeaders(on, name, 4);
        ask(on, "as many as there are", topic(name, 4));
        ask(on, "fewer", topic(name, 3));
        ask(on, "none", topic(name, 0));
        ask(on, "a negative number", topic(name, -1));
        ask(on, "of an unknown topic", topic("absent", 4));
        ask(on, "of a bad name", topic("no/slash", 4));
        ask(on, "twice in one request", topic(name, 5), topic(name, 6));
        on.ask("only validated", peer -> request(topic(name, 8)).setValidateOnly(true));
        on.ask("only validated, and fewer", peer -> request(topic(name, 2)).setValidateOnly(true));
        on.askUnsampled("no time", peer -> request(topic(name, 8)).setTimeoutMs(0));
        ask(on, "assigned", assigned(topic(name, 6), 1).setCount(5));
        Topics.awaitLeaders(on, name, 5);
        ask(on, "assigned too few", assigned(topic(name, 7), 1));
        ask(on, "assigned too many", assigned(assigned(topic(name, 6), 1), 1));
        ask(on, "assigned to an unknown broker", assigned(topic(name, 6), 9));
        ask(on, "assigned to two", assigned(topic(name, 6), 1, 2));
        ask(on, "assigned twice to one", assigned(topic(name, 6), 1, 1));
        ask(on, "assigned to nobody", assigned(topic(name, 6)));
    }

    private void ask(Asking on, String what, CreatePartitionsTopic... topics) {
        on.ask(what, peer -> request(topics));
    }

    private static CreatePartitionsRequestData request(CreatePartitionsTopic... topics) {
        var request = new CreatePartitionsRequestData().setTimeoutMs(10_000);
        for (var topic : topics) {
            request.topics().add(topic.duplicate());
        }
        return request;
    }

    private static CreatePartitionsTopic topic(String name, int count) {
        return new CreatePartitionsTopic().setName(name).setCount(count).setAssignments(null);
    }

    private static CreatePartitionsTopic assigned(CreatePartitionsTopic topic, Integer... brokers) {
        List<CreatePartitionsAssignment> all =
                topic.assignments() == null ? new ArrayList<>() : new ArrayList<>(topic.assignments());
        all.add(new CreatePartitionsAssignment().setBrokerIds(List.of(brokers)));
        return topic.setAssignments(all);
    }
}
