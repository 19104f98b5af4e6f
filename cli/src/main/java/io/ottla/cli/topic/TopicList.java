package io.ottla.cli.topic;

import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.message.topic.Metadata;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** {@code --list}, and the choice of topics by {@code --topic} for the other actions. */
final class TopicList {
    private final Cluster cluster;
    private final Arguments given;

    TopicList(Cluster cluster, Arguments given) {
        this.cluster = cluster;
        this.given = given;
    }

    void print(Terminal terminal) {
        if (ClusterOptions.isJson(given)) {
            terminal.out().println(Json.text(names()));
        } else {
            names().forEach(terminal.out()::println);
        }
    }

    /** The names of the topics chosen, in order. */
    List<String> names() {
        return chosen().stream().map(Metadata.Topic::name).map(String::valueOf).toList();
    }

    /** The topics chosen, in the order of their names. */
    List<Metadata.Topic> chosen() {
        Predicate<String> wanted =
                given.text("--topic").<Predicate<String>>map(TopicPattern::new).orElse(name -> true);
        return cluster.metadata(null).topics().stream()
                .filter(topic -> topic.name() != null && wanted.test(topic.name()))
                .filter(topic -> !given.has("--exclude-internal") || !topic.isInternal())
                .sorted(Comparator.comparing(topic -> String.valueOf(topic.name())))
                .toList();
    }
}
