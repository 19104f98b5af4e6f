package io.ottla.compat.differential.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Topics by name and by id, those that are made on the way, and all of them. */
final class MetadataQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.METADATA;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var topic = "metadata-" + version;
        Topics.make(on, topic, 3);
        names(on, "a topic", topic);
        names(on, "a topic twice", topic, topic);
        names(on, "no topic", new String[0]);
        on.ask("all topics", peer -> request(version, null));
        names(on, "a bad character", "no/slash");
        names(on, "a dot", ".");
        names(on, "two dots", "..");
        names(on, "an empty name", "");
        names(on, "a name of 249", "x".repeat(249) + "y".repeat(1));
        names(on, "one that is there, one that is not, one that is bad", topic, "absent-x" + version, "a b");
        if (version < 4) {
            Topics.awaitLeaders(on, "absent-x" + version, 2);
        }
        if (version >= 4) {
            on.ask(
                    "one to be made",
                    peer -> request(version, topics("made-" + version)).setAllowAutoTopicCreation(true));
            Topics.awaitLeaders(on, "made-" + version, 2);
            names(on, "one that was made", "made-" + version);
            on.ask(
                    "a bad name to be made",
                    peer -> request(version, topics("no/slash")).setAllowAutoTopicCreation(true));
        }
        if (version >= 8) {
            on.ask(
                    "with what may be done to topics",
                    peer -> request(version, topics(topic)).setIncludeTopicAuthorizedOperations(true));
        }
        if (version >= 8 && version <= 10) {
            on.ask(
                    "with what may be done to the cluster",
                    peer -> request(version, topics(topic)).setIncludeClusterAuthorizedOperations(true));
        }
        if (version >= 10) {
            askIds(on, topic);
        }
    }

    private void askIds(Asking on, String topic) {
        int version = on.version();
        on.ask("an id", peer -> request(version, List.of(id(peer.topicId(topic)))));
        on.ask("an unknown id", peer -> request(version, List.of(id(new Uuid(1, 2)))));
        on.askUnsampled(
                "an id and a name",
                peer -> request(version, List.of(id(peer.topicId(topic)), new MetadataRequestTopic().setName(topic))));
        on.askUnsampled("neither id nor name", peer -> request(version, List.of(id(Uuid.ZERO_UUID))));
        on.ask(
                "id and name in one",
                peer -> request(version, List.of(id(peer.topicId(topic)).setName(topic))));
    }

    private static MetadataRequestTopic id(Uuid id) {
        return new MetadataRequestTopic().setName(null).setTopicId(id);
    }

    private void names(Asking on, String what, String... names) {
        int version = on.version();
        on.ask(what, peer -> request(version, topics(names)));
    }

    private static List<MetadataRequestTopic> topics(String... names) {
        var all = new ArrayList<MetadataRequestTopic>();
        for (var name : names) {
            all.add(new MetadataRequestTopic().setName(name));
        }
        return all;
    }

    private static MetadataRequestData request(int version, @Nullable List<MetadataRequestTopic> topics) {
        return new MetadataRequestData()
                .setTopics(version == 0 && topics == null ? List.of() : topics)
                .setAllowAutoTopicCreation(version < 4);
    }
}
