package io.ottla.compat.differential.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.Cursor;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.protocol.ApiKeys;

/** Partitions page by page. */
final class DescribeTopicPartitionsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_TOPIC_PARTITIONS;
    }

    @Override
    public void ask(Asking on) {
        Topics.make(on, "described-a", 5);
        Topics.make(on, "described-b", 3);
        ask(on, "two topics", request(100, "described-a", "described-b"));
        ask(on, "one topic twice", request(100, "described-a", "described-a"));
        ask(on, "one that is not there", request(100, "described-a", "described-absent"));
        ask(on, "a bad name", request(100, "no/slash"));
        ask(on, "four partitions only", request(4, "described-a", "described-b"));
        ask(on, "five partitions only", request(5, "described-a", "described-b"));
        ask(on, "seven partitions only", request(7, "described-a", "described-b"));
        ask(on, "a limit of zero", request(0, "described-a"));
        ask(on, "a negative limit", request(-1, "described-a"));
        ask(on, "a limit over the broker's", request(1_000_000, "described-a"));
        ask(on, "from a cursor on", request(3, "described-a", "described-b"), "described-a", 3);
        ask(on, "from a cursor in the last topic", request(3, "described-a", "described-b"), "described-b", 1);
        ask(on, "a cursor behind the end", request(3, "described-a", "described-b"), "described-a", 77);
        ask(on, "a cursor behind all", request(3, "described-a", "described-b"), "zzz", 0);
        ask(on, "a cursor between", request(3, "described-a", "described-b"), "described-aa", 2);
        ask(on, "all, from a cursor on", request(2), "described-a", 3);
        ask(on, "all, a cursor between", request(2), "described-aa", 2);
        ask(on, "a negative cursor", request(3, "described-a", "described-b"), "described-a", -1);
    }

    private void ask(Asking on, String what, DescribeTopicPartitionsRequestData request) {
        on.ask(what, peer -> request);
    }

    private void ask(Asking on, String what, DescribeTopicPartitionsRequestData request, String topic, int partition) {
        var cursor = new Cursor().setTopicName(topic).setPartitionIndex(partition);
        on.ask(what, peer -> request.duplicate().setCursor(cursor));
    }

    private static DescribeTopicPartitionsRequestData request(int limit, String... topics) {
        List<TopicRequest> all = new ArrayList<>();
        for (var topic : topics) {
            all.add(new TopicRequest().setName(topic));
        }
        return new DescribeTopicPartitionsRequestData().setTopics(all).setResponsePartitionLimit(limit);
    }
}
