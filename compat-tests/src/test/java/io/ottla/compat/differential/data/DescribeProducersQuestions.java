package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequest;
import org.apache.kafka.common.protocol.ApiKeys;

/** Who has written to a partition. */
final class DescribeProducersQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_PRODUCERS;
    }

    @Override
    public void ask(Asking on) {
        Topics.make(on, "authors", 2);
        Produces.write(on, "authors", Batch.idempotent(4_711, 0, 0, 3));
        Produces.write(on, "authors", Batch.idempotent(4_712, 5, 0, 1));
        Produces.write(on, "authors", Batch.of(1));
        ask(on, "two", "authors", 0, 1);
        ask(on, "one that is not there", "authors", 7);
        ask(on, "a topic that is not there", "absent", 0);
        ask(on, "a bad name", "no/slash", 0);
        ask(on, "no partition", "authors");
        on.ask("no topic", peer -> new DescribeProducersRequestData());
    }

    private static void ask(Asking on, String what, String topic, Integer... partitions) {
        on.ask(what, peer -> {
            var request = new DescribeProducersRequestData();
            request.topics().add(new TopicRequest().setName(topic).setPartitionIndexes(List.of(partitions)));
            return request;
        });
    }
}
