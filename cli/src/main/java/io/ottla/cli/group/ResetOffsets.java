package io.ottla.cli.group;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.group.Committed;
import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code --reset-offsets}: for each group a plan, which is shown, and followed if that is asked for. */
final class ResetOffsets {
    static final String[] SCENARIOS = {
        "--to-offset",
        "--shift-by",
        "--to-datetime",
        "--by-duration",
        "--to-earliest",
        "--to-latest",
        "--to-current",
        "--from-file"
    };

    private final Cluster cluster;
    private final Groups groups;
    private final Arguments given;
    private final Terminal terminal;

    ResetOffsets(Cluster cluster, Arguments given, Terminal terminal) {
        this.cluster = cluster;
        this.given = given;
        this.terminal = terminal;
        groups = new Groups(cluster);
    }

    static void check(Arguments given) {
        given.exactlyOne(SCENARIOS);
        if (given.has("--topic") && given.has("--all-topics")) {
            given.refuseWith("--topic", "--all-topics");
        }
        if (!given.has("--from-file") && !given.has("--topic") && !given.has("--all-topics")) {
            throw given.mistake("--reset-offsets takes one of these: --all-topics, --topic");
        }
        given.number("--to-offset");
        given.number("--shift-by");
        ResetScenario.time(given, 0);
    }

    void run(Collection<String> ids) {
        if (!given.has("--execute") && !given.has("--dry-run")) {
            terminal.err().println("Nothing is changed without --execute.");
        }
        var plans = new LinkedHashMap<String, Map<TopicPartition, Long>>();
        var failures = 0;
        for (var id : ids.stream().distinct().toList()) {
            var state = state(id);
            if (!state.equals("Empty") && !state.equals("Dead")) {
                failures++;
                terminal.err()
                        .println("Offsets can only be reset if the group '" + id
                                + "' is inactive, but the current state is " + state + ".");
                continue;
            }
            var plan = plan(id);
            if (given.has("--execute")) {
                follow(id, plan);
            }
            plans.put(id, plan);
        }
        if (!plans.isEmpty()) {
            print(plans);
        }
        if (failures > 0) {
            throw new Failure("");
        }
    }

    private String state(String id) {
        try {
            return groups.describe(id).state();
        } catch (BrokerRefused refused) {
            if (refused.error() == ErrorCode.GROUP_ID_NOT_FOUND) {
                return "Dead";
            }
            throw refused;
        }
    }

    private Map<TopicPartition, Long> plan(String id) {
        var plan = new TreeMap<TopicPartition, Long>(DescribeGroups.IN_ORDER);
        plan.putAll(new ResetScenario(cluster, given, terminal).plan(id));
        return plan;
    }

    private void follow(String id, Map<TopicPartition, Long> plan) {
        if (plan.isEmpty()) {
            return;
        }
        var offsets = new TreeMap<TopicPartition, Committed>(DescribeGroups.IN_ORDER);
        plan.forEach((partition, offset) -> offsets.put(partition, new Committed(offset, -1)));
        groups.commit(id, offsets).forEach((partition, error) -> {
            if (error != ErrorCode.NONE) {
                throw new BrokerRefused(error, "group " + id + ", " + partition + ": " + error.message());
            }
        });
    }

    private void print(Map<String, Map<TopicPartition, Long>> plans) {
        if (given.has("--export")) {
            var withGroup = given.texts("--group").size() != 1;
            plans.forEach((id, plan) -> plan.forEach((partition, offset) ->
                    terminal.out().print(ResetFile.line(withGroup ? id : null, partition, offset) + "\n")));
            terminal.out().println();
            return;
        }
        var table = new Table()
                .growing("GROUP", "group", 15)
                .growing("TOPIC", "topic", 15)
                .fixed("PARTITION", "partition", 10)
                .last("NEW-OFFSET", "newOffset");
        plans.forEach((id, plan) ->
                plan.forEach((partition, offset) -> table.row(id, partition.topic(), partition.partition(), offset)));
        if (ClusterOptions.isJson(given)) {
            terminal.out().println(Json.text(table.values()));
        } else {
            terminal.out().println();
            table.print(terminal);
        }
    }
}
