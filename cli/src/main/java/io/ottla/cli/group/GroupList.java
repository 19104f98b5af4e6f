package io.ottla.cli.group;

import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code --list}: the groups of consumers, with states and types if that is asked for. */
final class GroupList {
    private static final List<String> STATES =
            List.of("PreparingRebalance", "CompletingRebalance", "Stable", "Dead", "Empty", "Assigning", "Reconciling");
    private static final int LEAST_WIDTH = 15;
    private static final int GAP = 10;

    private final Groups groups;
    private final Arguments given;

    GroupList(Groups groups, Arguments given) {
        this.groups = groups;
        this.given = given;
    }

    void print(Terminal terminal) {
        var chosen = chosen();
        if (ClusterOptions.isJson(given)) {
            var table = new Table().last("", "group").last("", "type").last("", "state");
            chosen.forEach(group -> table.row(group.id(), GroupType.of(group), group.state()));
            terminal.out().println(Json.text(table.values()));
        } else if (given.has("--state") || given.has("--type")) {
            table(chosen).print(terminal);
        } else {
            chosen.forEach(group -> terminal.out().println(group.id()));
        }
    }

    private Table table(List<Groups.Listed> chosen) {
        var longest = chosen.stream().mapToInt(group -> group.id().length()).reduce(LEAST_WIDTH, Math::max);
        var table = new Table().fixed("GROUP", "group", longest + GAP);
        if (given.has("--type")) {
            table.fixed("TYPE", "type", 20);
        }
        if (given.has("--state")) {
            table.fixed("STATE", "state", 20);
        }
        for (var group : chosen) {
            var state = group.state().isEmpty() ? "Unknown" : group.state();
            if (given.has("--type") && given.has("--state")) {
                table.row(group.id(), GroupType.of(group), state);
            } else {
                table.row(group.id(), given.has("--type") ? GroupType.of(group) : state);
            }
        }
        return table;
    }

    private List<Groups.Listed> chosen() {
        return groups.list(states(given.text("--state", "")), types(given.text("--type", ""))).stream()
                .filter(group -> GroupType.of(group) == GroupType.CONSUMER
                        || (GroupType.of(group) == GroupType.CLASSIC && Groups.isOfConsumers(group)))
                .toList();
    }

    /** The ids of all groups of consumers. */
    static List<String> allIds(Groups groups) {
        return groups.list(List.of(), List.of()).stream()
                .filter(group -> GroupType.of(group) != GroupType.SHARE && GroupType.of(group) != GroupType.STREAMS)
                .filter(group -> Groups.isOfConsumers(group) || GroupType.of(group) == GroupType.CONSUMER)
                .map(Groups.Listed::id)
                .toList();
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> states(String list) {
        return words(list).stream().map(word -> state(word, list)).toList();
    }

    private static String state(String word, String list) {
        var plain = word.replaceAll("[-_]", "");
        return STATES.stream()
                .filter(plain::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new Failure(
                        "Invalid state list '" + list + "'. Valid states are: " + String.join(", ", STATES)));
    }

    private static List<String> types(String list) {
        for (var word : words(list)) {
            var type = GroupType.named(word);
            if (type != GroupType.CLASSIC && type != GroupType.CONSUMER) {
                throw new Failure("Invalid types list '" + list + "'. Valid types are: Classic, Consumer");
            }
        }
        return words(list.toLowerCase(Locale.ROOT));
    }
}
