package io.ottla.cli.group;

import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.util.List;
import java.util.stream.Collectors;

/** kafka-groups: lists the groups of all types. */
public final class GroupsTool implements Tool {
    private static final int LEAST_WIDTH = 20;
    private static final List<String> HEADINGS = List.of("GROUP", "TYPE", "PROTOCOL");

    @Override
    public Usage usage() {
        return ClusterOptions.withOutput(ClusterOptions.addTo(Usage.of("kafka-groups.sh", "Lists groups of all types."))
                .flag("--list", "Lists groups. Required.")
                .value("--group-type", "type", "Only groups of this type: classic, consumer, share or streams.")
                .value("--protocol", "protocol", "Only groups whose members speak this protocol.")
                .flag("--consumer", "Only groups of consumers, whichever way they are led.")
                .flag("--share", "Only share groups.")
                .flag("--streams", "Only groups of Kafka Streams."));
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        if (!given.has("--list")) {
            throw given.mistake("--list is required");
        }
        var type = GroupType.parse(given);
        for (var flag : List.of("--consumer", "--share", "--streams")) {
            if (given.has(flag)) {
                given.refuseWith(flag, "--group-type", "--protocol");
                List.of("--consumer", "--share", "--streams").stream()
                        .filter(other -> !other.equals(flag))
                        .forEach(other -> given.refuseWith(flag, other));
            }
        }
        var isJson = ClusterOptions.isJson(given);
        try (var cluster = ClusterOptions.connect(given)) {
            var chosen = new Groups(cluster)
                    .list(List.of(), List.of()).stream()
                            .filter(group -> type == null || GroupType.of(group) == type)
                            .filter(group -> passes(given, group))
                            .toList();
            if (isJson) {
                terminal.out().println(Json.text(values(chosen)));
            } else {
                print(chosen, terminal);
            }
        }
    }

    private static boolean passes(Arguments given, Groups.Listed group) {
        var type = GroupType.of(group);
        if (given.has("--consumer")) {
            return Groups.isOfConsumers(group) || type == GroupType.CONSUMER;
        }
        if (given.has("--share")) {
            return type == GroupType.SHARE;
        }
        if (given.has("--streams")) {
            return type == GroupType.STREAMS;
        }
        return given.text("--protocol").map(group.protocol()::equals).orElse(true);
    }

    private static Object values(List<Groups.Listed> groups) {
        var table = new Table()
                .last("", "group")
                .last("", "type")
                .last("", "protocol")
                .last("", "state");
        groups.forEach(group -> table.row(group.id(), GroupType.of(group), group.protocol(), group.state()));
        return table.values();
    }

    /** All three columns are as wide as the longest of all values. */
    private static void print(List<Groups.Listed> groups, Terminal terminal) {
        var rows = groups.stream()
                .map(group -> List.of(group.id(), GroupType.of(group).toString(), group.protocol()))
                .toList();
        var width = rows.stream().flatMap(List::stream).mapToInt(String::length).reduce(LEAST_WIDTH, Math::max);
        terminal.out().println(terminal.heading(line(HEADINGS, width)));
        rows.forEach(row -> terminal.out().println(line(row, width) + " "));
    }

    private static String line(List<String> values, int width) {
        return values.stream()
                .map(value -> value + " ".repeat(width - value.length()))
                .collect(Collectors.joining(" "));
    }
}
