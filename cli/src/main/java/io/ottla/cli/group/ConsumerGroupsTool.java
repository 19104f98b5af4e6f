package io.ottla.cli.group;

import io.ottla.base.Clock;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.util.Collection;
import java.util.Map;

/** kafka-consumer-groups: reads the options, refuses combinations that make no sense, and hands over to the action. */
public final class ConsumerGroupsTool implements Tool {
    private static final String[] ACTIONS = {
        "--list", "--describe", "--delete", "--reset-offsets", "--delete-offsets", "--validate-regex"
    };
    private static final String DEFAULT_TIMEOUT_MS = "30000";

    @Override
    public Usage usage() {
        var usage = Usage.of("kafka-consumer-groups.sh", "Looks after groups of consumers and their offsets.");
        return withReset(ClusterOptions.withOutput(ClusterOptions.addTo(usage))
                .flag("--list", "Lists groups.")
                .flag("--describe", "Shows how far groups have read, their members or their states.")
                .flag("--delete", "Deletes groups that have no members.")
                .flag("--reset-offsets", "Moves the offsets of groups that have no members.")
                .flag("--delete-offsets", "Lets a group forget its offsets of topics.")
                .value("--validate-regex", "regex", "Says whether this is a regular expression of the RE2 kind.")
                .values("--group", "name", "The group; several may be given.")
                .flag("--all-groups", "All groups of consumers.")
                .flag("--offsets", "With --describe: offsets and lag of each partition, as by default.")
                .flag("--members", "With --describe: the members.")
                .optionalValue(
                        "--state",
                        "state,...",
                        "",
                        "With --describe: the state of the group. With --list: shows states, or only groups in"
                                + " these states.")
                .optionalValue(
                        "--type",
                        "type,...",
                        "",
                        "With --list: shows types, or only groups of these types: classic, consumer.")
                .flag("--verbose", "With --describe: says more.")
                .value("--timeout", "ms", "How long each step may take (default " + DEFAULT_TIMEOUT_MS + ")."));
    }

    private static Usage withReset(Usage usage) {
        return usage.values(
                        "--topic",
                        "topic",
                        "A topic whose offsets are moved or forgotten, or some partitions of it: topic:0,1,2."
                                + " Several may be given.")
                .flag("--all-topics", "With --reset-offsets: all topics the group has offsets of.")
                .flag("--to-earliest", "Moves to the first record.")
                .flag("--to-latest", "Moves behind the last record.")
                .flag("--to-current", "Stays where the group is, or moves to the end if it is nowhere.")
                .value("--to-offset", "offset", "Moves to this offset.")
                .value("--shift-by", "count", "Moves by so many records; backwards if below zero.")
                .value(
                        "--to-datetime",
                        "time",
                        "Moves to the first record at or after a time, like 2026-05-01T12:00:00.000 (UTC) or with a"
                                + " zone, 2026-05-01T12:00:00.000+02:00.")
                .value("--by-duration", "duration", "Moves to the first record since so long ago, like P1DT2H30M.")
                .value("--from-file", "file", "Moves to what a CSV file says: [group,]topic,partition,offset.")
                .flag("--dry-run", "Only shows what would be done; so it is by default.")
                .flag("--execute", "Does it.")
                .flag("--export", "Prints CSV for --from-file.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var action = given.exactlyOne(ACTIONS);
        if (action.equals("--validate-regex")) {
            terminal.out().println(Re2.verdict(given.required("--validate-regex")));
            return;
        }
        given.required("--bootstrap-server");
        check(given, action);
        try (var cluster = connect(given)) {
            var groups = new Groups(cluster);
            switch (action) {
                case "--list" -> new GroupList(groups, given).print(terminal);
                case "--describe" -> new DescribeGroups(cluster, given).print(ids(given, groups), terminal);
                case "--delete" -> new GroupChanges(cluster, given).delete(ids(given, groups), terminal);
                case "--delete-offsets" -> new GroupChanges(cluster, given).deleteOffsets(terminal);
                default -> new ResetOffsets(cluster, given, terminal).run(ids(given, groups));
            }
        }
    }

    private static Cluster connect(Arguments given) {
        var settings = ClusterOptions.settings(given);
        if (given.has("--timeout")) {
            var timeoutMs = given.number("--timeout", 0, 1, Integer.MAX_VALUE);
            settings = settings.with(Map.of("default.api.timeout.ms", String.valueOf(timeoutMs)));
        }
        return new Cluster(settings, Clock.system());
    }

    private static Collection<String> ids(Arguments given, Groups groups) {
        return given.has("--all-groups") ? GroupList.allIds(groups) : given.texts("--group");
    }

    private static void check(Arguments given, String action) {
        switch (action) {
            case "--list" -> given.refuseWith(action, "--group", "--all-groups");
            case "--describe" -> {
                needsGroups(given, action);
                onlyOneOf(given, "--offsets", "--members", "--state");
                if (!given.text("--state", "").isEmpty()) {
                    throw given.mistake("--describe takes no value for --state");
                }
            }
            case "--delete" -> {
                needsGroups(given, action);
                given.refuseWith(action, "--topic");
            }
            case "--delete-offsets" -> {
                if (given.texts("--group").size() != 1 || given.texts("--topic").isEmpty()) {
                    throw given.mistake("--delete-offsets needs one --group, and --topic");
                }
            }
            default -> {
                needsGroups(given, action);
                given.refuseWith("--execute", onlyIf(given.has("--execute"), "--dry-run"));
                ResetOffsets.check(given);
            }
        }
        if (!action.equals("--describe")) {
            given.refuseWith(action, "--members", "--offsets", "--verbose");
        }
        if (!action.equals("--describe") && !action.equals("--list")) {
            given.refuseWith(action, "--state");
        }
        if (!action.equals("--list")) {
            given.refuseWith(action, "--type");
        }
        if (!action.equals("--reset-offsets")) {
            given.refuseWith(action, "--execute", "--dry-run", "--export", "--all-topics");
            given.refuseWith(action, ResetOffsets.SCENARIOS);
        }
        ClusterOptions.isJson(given);
    }

    private static String[] onlyIf(boolean holds, String option) {
        return holds ? new String[] {option} : new String[0];
    }

    private static void needsGroups(Arguments given, String action) {
        if (given.has("--group") == given.has("--all-groups")) {
            throw given.mistake(action + " takes one of these: --group, --all-groups");
        }
    }

    private static void onlyOneOf(Arguments given, String... options) {
        for (var option : options) {
            for (var other : options) {
                if (!option.equals(other) && given.has(option)) {
                    given.refuseWith(option, other);
                }
            }
        }
    }
}
