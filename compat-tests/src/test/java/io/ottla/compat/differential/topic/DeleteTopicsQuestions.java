package io.ottla.compat.differential.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.protocol.ApiKeys;

/** Topics deleted by name and by id. */
final class DeleteTopicsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DELETE_TOPICS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "deleted-" + version + "-";
        for (var letter : List.of("a", "b", "c", "d", "e")) {
            Topics.make(on, name + letter, 2);
        }
        names(on, "no topic");
        names(on, "a topic", name + "a");
        Topics.awaitLeaders(on, name + "a", 0);
        names(on, "a topic that is gone", name + "a");
        names(on, "a topic twice in one request", name + "b", name + "b");
        names(on, "one good, one unknown, one bad", name + "c", name + "zz", "no/slash");
        names(on, "an empty name", "");
        on.askUnsampled(
                "no time",
                peer -> version >= 6
                        ? states(new DeleteTopicState().setName(name + "e")).setTimeoutMs(0)
                        : new DeleteTopicsRequestData()
                                .setTopicNames(List.of(name + "e"))
                                .setTimeoutMs(0));
        if (version >= 6) {
            askIds(on, name);
        }
    }

    private void askIds(Asking on, String name) {
        on.ask("an id", peer -> states(id(peer.topicId(name + "d"))));
        on.ask("an id that is gone", peer -> states(id(peer.topicId(name + "d"))));
        on.ask("an unknown id", peer -> states(id(new Uuid(3, 4))));
        on.ask("neither id nor name", peer -> states(id(Uuid.ZERO_UUID)));
        on.ask("id and name in one", peer -> states(id(peer.topicId(name + "e")).setName(name + "e")));
        on.ask(
                "the same by id and by name",
                peer -> states(id(peer.topicId(name + "e")), new DeleteTopicState().setName(name + "e")));
        on.ask("an id twice", peer -> states(id(peer.topicId(name + "e")), id(peer.topicId(name + "e"))));
    }

    private void names(Asking on, String what, String... names) {
        int version = on.version();
        on.ask(
                what,
                peer -> version >= 6
                        ? states(Arrays.stream(names)
                                .map(name -> new DeleteTopicState().setName(name))
                                .toArray(DeleteTopicState[]::new))
                        : new DeleteTopicsRequestData()
                                .setTopicNames(List.of(names))
                                .setTimeoutMs(10_000));
    }

    private static DeleteTopicState id(Uuid id) {
        return new DeleteTopicState().setName(null).setTopicId(id);
    }

    private static DeleteTopicsRequestData states(DeleteTopicState... topics) {
        return new DeleteTopicsRequestData().setTopics(List.of(topics)).setTimeoutMs(10_000);
    }
}
