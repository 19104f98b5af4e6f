package io.ottla.compat.differential.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** New topics: names, numbers, configurations, assignments. */
final class CreateTopicsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.CREATE_TOPICS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "created-" + version + "-";
        ask(on, "no topic");
        ask(on, "a topic", topic(name + "a", 3, 1));
        ask(on, "a topic that is there", topic(name + "a", 3, 1));
        ask(on, "a topic twice in one request", topic(name + "b", 1, 1), topic(name + "b", 1, 1));
        ask(
                on,
                "one good, one bad, one there",
                topic(name + "c", 1, 1),
                topic("no/slash", 1, 1),
                topic(name + "a", 1, 1));
        ask(on, "no partition", topic(name + "d", 0, 1));
        ask(on, "a negative number of partitions", topic(name + "e", -2, 1));
        ask(on, "more replicas than brokers", topic(name + "f", 1, 2));
        ask(on, "no replica", topic(name + "g", 1, 0));
        ask(on, "a negative number of replicas", topic(name + "h", 1, -2));
        ask(on, "more partitions than may be", topic(name + "i", 200_000, 1));
        if (version >= 4) {
            ask(on, "the broker's number of partitions", topic(name + "j", -1, 1));
            ask(on, "the broker's number of on", topic(name + "k", -1, -1));
        } else {
            ask(on, "no number of partitions", topic(name + "j", -1, 1));
            ask(on, "no number of replicas", topic(name + "k", 1, -1));
        }
        for (var bad : List.of("", ".", "..", "a b", "ä", "x".repeat(250), "a/b", "a\u0000b")) {
            ask(on, "the name '" + bad + "'", topic(bad, 1, 1));
        }
        ask(on, "a name of 249", topic("y".repeat(248) + version, 1, 1));
        ask(on, "a name with a dot", topic("clash.y" + version, 1, 1));
        ask(on, "a name that clashes with it", topic("clash_y" + version, 1, 1));
        on.ask("only validated", peer -> request(topic(name + "l", 2, 1)).setValidateOnly(true));
        on.ask(
                "only validated, and there",
                peer -> request(topic(name + "a", 2, 1)).setValidateOnly(true));
        on.askUnsampled("no time", peer -> request(topic(name + "m", 2, 1)).setTimeoutMs(0));
        on.askUnsampled(
                "a negative time", peer -> request(topic(name + "n", 2, 1)).setTimeoutMs(-1));
        askConfigs(on, name);
        askAssignments(on, name);
    }

    private void askConfigs(Asking on, String name) {
        ask(
                on,
                "with configs",
                config(config(topic(name + "ca", 1, 1), "retention.ms", "1000"), "cleanup.policy", "compact,delete"));
        ask(on, "an unknown config", config(topic(name + "cb", 1, 1), "retention.mss", "1000"));
        ask(on, "a config that is no number", config(topic(name + "cc", 1, 1), "retention.ms", "soon"));
        ask(on, "a config out of range", config(topic(name + "cd", 1, 1), "segment.bytes", "-5"));
        ask(on, "a segment that is too small", config(topic(name + "ce", 1, 1), "segment.bytes", "10"));
        ask(on, "a config out of a list", config(topic(name + "cf", 1, 1), "compression.type", "zip"));
        ask(on, "a config without value", config(topic(name + "cg", 1, 1), "retention.ms", null));
        ask(on, "a config twice", config(config(topic(name + "ch", 1, 1), "retention.ms", "1"), "retention.ms", "2"));
        ask(on, "an empty value", config(topic(name + "ci", 1, 1), "retention.ms", ""));
        ask(on, "an empty policy", config(topic(name + "cj", 1, 1), "cleanup.policy", ""));
        ask(on, "a value with blanks", config(topic(name + "ck", 1, 1), "retention.ms", " 7 "));
        ask(on, "a boolean in capitals", config(topic(name + "cl", 1, 1), "preallocate", "TRUE"));
        ask(on, "a boolean that is none", config(topic(name + "cm", 1, 1), "preallocate", "yes"));
        ask(on, "a double", config(topic(name + "cn", 1, 1), "min.cleanable.dirty.ratio", "1.5"));
        ask(on, "a broker's config", config(topic(name + "co", 1, 1), "log.retention.ms", "5"));
        ask(on, "more in sync than replicas", config(topic(name + "cp", 1, 1), "min.insync.replicas", "3"));
        ask(
                on,
                "kept locally longer than kept",
                config(config(topic(name + "cq", 1, 1), "local.retention.ms", "500"), "retention.ms", "100"));
        ask(
                on,
                "remote storage where there is none",
                config(topic(name + "cr", 1, 1), "remote.storage.enable", "true"));
        ask(
                on,
                "lag beyond its bound",
                config(config(topic(name + "cs", 1, 1), "max.compaction.lag.ms", "5"), "min.compaction.lag.ms", "10"));
    }

    private void askAssignments(Asking on, String name) {
        ask(on, "assigned by hand", assigned(assigned(topic(name + "aa", -1, -1), 0, 1), 1, 1));
        ask(on, "assigned to nobody", assigned(topic(name + "ab", -1, -1), 0));
        ask(on, "assigned to an unknown broker", assigned(topic(name + "ac", -1, -1), 0, 7));
        ask(on, "assigned twice to one", assigned(topic(name + "ad", -1, -1), 0, 1, 1));
        ask(on, "assigned from one on", assigned(topic(name + "ae", -1, -1), 1, 1));
        ask(on, "assigned with a hole", assigned(assigned(topic(name + "af", -1, -1), 0, 1), 2, 1));
        ask(on, "assigned and counted", assigned(topic(name + "ag", 1, -1), 0, 1));
        ask(on, "assigned and replicas counted", assigned(topic(name + "ah", -1, 1), 0, 1));
        ask(on, "assigned to a negative broker", assigned(topic(name + "ai", -1, -1), 0, -1));
        ask(on, "assigned unevenly", assigned(assigned(topic(name + "aj", -1, -1), 0, 1), 1, 1, 2));
    }

    private void ask(Asking on, String what, CreatableTopic... topics) {
        on.ask(what, peer -> request(topics));
    }

    private static CreateTopicsRequestData request(CreatableTopic... topics) {
        var request = new CreateTopicsRequestData().setTimeoutMs(10_000);
        for (var topic : topics) {
            request.topics().add(topic.duplicate());
        }
        return request;
    }

    private static CreatableTopic topic(String name, int partitions, int replicas) {
        return new CreatableTopic().setName(name).setNumPartitions(partitions).setReplicationFactor((short) replicas);
    }

    private static CreatableTopic config(CreatableTopic topic, String name, @Nullable String value) {
        topic.configs().add(new CreatableTopicConfig().setName(name).setValue(value));
        return topic;
    }

    private static CreatableTopic assigned(CreatableTopic topic, int partition, Integer... brokers) {
        topic.assignments()
                .add(new CreatableReplicaAssignment()
                        .setPartitionIndex(partition)
                        .setBrokerIds(List.of(brokers)));
        return topic;
    }
}
