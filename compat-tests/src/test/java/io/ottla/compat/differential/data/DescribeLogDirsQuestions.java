package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Directories and what of a topic lies in them. */
final class DescribeLogDirsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_LOG_DIRS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "measured-" + version;
        Topics.make(on, name, 2);
        Produces.write(on, name, Batch.of(10));
        ask(on, "a partition", topic(name, 0));
        ask(on, "two, one that is not there", topic(name, 0, 1, 2));
        ask(on, "a topic that is not there", topic("absent", 0));
        ask(on, "a topic twice", topic(name, 0), topic(name, 0));
        ask(on, "no partition", topic(name));
        ask(on, "no topic");
    }

    private void ask(Asking on, String what, DescribableLogDirTopic... topics) {
        on.ask(what, peer -> {
            var request = new DescribeLogDirsRequestData();
            for (var topic : topics) {
                request.topics().add(topic.duplicate());
            }
            return request;
        });
    }

    private static DescribableLogDirTopic topic(String name, Integer... partitions) {
        return new DescribableLogDirTopic().setTopic(name).setPartitions(List.of(partitions));
    }
}
