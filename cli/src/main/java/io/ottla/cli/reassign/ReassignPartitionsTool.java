package io.ottla.cli.reassign;

import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.ListPartitionReassignments;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** kafka-reassign-partitions: proposes other brokers for partitions, moves them there, and looks after the moves. */
public final class ReassignPartitionsTool implements Tool {
    private static final String FILE = "--reassignment-json-file";
    private static final String TOPICS = "--topics-to-move-json-file";
    private static final long TIMEOUT_MS = 10_000;

    /** Which options belong to which action, apart from those of the connection. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "--generate", Set.of(TOPICS, "--broker-list", "--disable-rack-aware"),
            "--execute", Set.of(FILE, "--additional", "--throttle", "--replica-alter-log-dirs-throttle", "--timeout"),
            "--verify", Set.of(FILE, "--preserve-throttles"),
            "--cancel", Set.of(FILE, "--preserve-throttles", "--timeout"),
            "--list", Set.of("--output", "--json"));

    @Override
    public Usage usage() {
        var usage = ClusterOptions.addTo(
                        Usage.of("kafka-reassign-partitions.sh", "Moves partitions to other brokers and directories."))
                .flag("--generate", "Proposes where partitions of topics could be; moves nothing.")
                .flag("--execute", "Begins the moves of a file.")
                .flag("--verify", "Shows how far the moves of a file are; when all have ended, lifts the throttles.")
                .flag("--cancel", "Calls off the moves of a file.")
                .flag("--list", "Lists what moves.")
                .value("--bootstrap-controller", "host:port,...", "Not supported yet; use --bootstrap-server.")
                .value(
                        FILE,
                        "file",
                        "Where partitions are to be, as JSON: {\"partitions\": [{\"topic\": \"foo\", \"partition\": 1,"
                                + " \"replicas\": [1,2,3], \"log_dirs\": [\"any\",\"/dir2\",\"any\"]}], \"version\": 1}."
                                + " Without log_dirs brokers choose.")
                .value(
                        TOPICS,
                        "file",
                        "For --generate: {\"topics\": [{\"topic\": \"foo\"},{\"topic\": \"foo1\"}], \"version\": 1}")
                .value("--broker-list", "id,...", "For --generate: the brokers to which the topics are to go.")
                .flag("--disable-rack-aware", "For --generate: racks do not matter.")
                .value("--throttle", "bytes", "For --execute: so many bytes a second between brokers at most.")
                .value(
                        "--replica-alter-log-dirs-throttle",
                        "bytes",
                        "For --execute: so many bytes a second between the directories of a broker at most.")
                .value("--timeout", "ms", "How long moves between directories may take to begin (default 10000).")
                .flag("--additional", "For --execute: also if something moves already.")
                .flag("--preserve-throttles", "Throttles stay as they are.");
        return ClusterOptions.withOutput(usage);
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var action = given.exactlyOne("--generate", "--execute", "--verify", "--cancel", "--list");
        if (given.has("--bootstrap-controller")) {
            throw given.mistake("--bootstrap-controller is not supported yet; use --bootstrap-server");
        }
        given.required("--bootstrap-server");
        ALLOWED.values().stream()
                .flatMap(Set::stream)
                .filter(option -> !ALLOWED.getOrDefault(action, Set.of()).contains(option))
                .forEach(option -> given.refuseWith(action, option));
        try (var cluster = ClusterOptions.connect(given)) {
            switch (action) {
                case "--generate" -> generate(cluster, given, terminal);
                case "--list" -> list(cluster, given, terminal);
                default -> work(action, cluster, given, terminal);
            }
        }
    }

    private static void work(String action, Cluster cluster, Arguments given, Terminal terminal) {
        var file = AssignmentFile.parse(AssignmentFile.text(given.required(FILE)));
        var reassignment = new Reassignment(cluster, terminal);
        var patience = Duration.ofMillis(given.number("--timeout", TIMEOUT_MS, 0, Long.MAX_VALUE));
        var keepsThrottles = given.has("--preserve-throttles");
        switch (action) {
            case "--execute" ->
                reassignment.execute(
                        file,
                        new Reassignment.Manner(
                                given.has("--additional"),
                                given.number("--throttle", -1, -1, Long.MAX_VALUE),
                                given.number("--replica-alter-log-dirs-throttle", -1, -1, Long.MAX_VALUE),
                                patience));
            case "--cancel" -> reassignment.cancel(file, keepsThrottles, patience);
            default -> reassignment.verify(file, keepsThrottles);
        }
    }

    private static void generate(Cluster cluster, Arguments given, Terminal terminal) {
        var topics = AssignmentFile.parseTopics(AssignmentFile.text(given.required(TOPICS)));
        var brokers = brokers(given);
        var placed = new Placed(cluster);
        var current = placed.replicasOfAll(topics);
        var racks = new TreeMap<Integer, String>();
        var rackless = 0;
        for (var broker : placed.brokers().entrySet()) {
            if (brokers.contains(broker.getKey())) {
                var rack = broker.getValue().filter(unused -> !given.has("--disable-rack-aware"));
                rackless += rack.isEmpty() ? 1 : 0;
                racks.put(broker.getKey(), rack.orElse(""));
            }
        }
        if (rackless != 0 && rackless != racks.size()) {
            throw new Failure("Not all brokers have rack information. Add --disable-rack-aware to go without it.");
        }
        var proposed = new Spread(racks, new SecureRandom()).propose(current);
        var directories = placed.directories(current);
        terminal.out()
                .println("Current partition replica assignment\n" + AssignmentFile.format(current, directories) + "\n");
        terminal.out()
                .println("Proposed partition reassignment configuration\n" + AssignmentFile.format(proposed, Map.of()));
    }

    private static List<Integer> brokers(Arguments given) {
        var text = given.required("--broker-list");
        List<Integer> brokers;
        try {
            brokers = Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException notANumber) {
            throw given.mistake("--broker-list takes broker ids, not '" + text + "'");
        }
        var twice = AssignmentFile.duplicates(brokers);
        if (!twice.isEmpty()) {
            throw new Failure("Broker list contains duplicate entries: " + twice);
        }
        return brokers;
    }

    private static void list(Cluster cluster, Arguments given, Terminal terminal) {
        var moving = new Placed(cluster).moving();
        terminal.out().println(ClusterOptions.isJson(given) ? Json.text(values(moving)) : text(moving));
    }

    /** What moves, a line for each partition. */
    static String text(SortedMap<TopicPartition, ListPartitionReassignments.Partition> moving) {
        if (moving.isEmpty()) {
            return "No partition reassignments found.";
        }
        var lines = new ArrayList<>(List.of("Current partition reassignments:"));
        moving.forEach((partition, each) -> lines.add(partition + ": replicas: "
                + AssignmentFile.joined(each.replicas()) + "." + part(" adding: ", each.addingReplicas())
                + part(" removing: ", each.removingReplicas())));
        return String.join("\n", lines);
    }

    private static String part(String what, List<Integer> replicas) {
        return replicas.isEmpty() ? "" : what + AssignmentFile.joined(replicas) + ".";
    }

    private static List<Map<String, @Nullable Object>> values(
            SortedMap<TopicPartition, ListPartitionReassignments.Partition> moving) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        moving.forEach((partition, each) -> {
            var value = new LinkedHashMap<String, @Nullable Object>();
            value.put("topic", partition.topic());
            value.put("partition", partition.partition());
            value.put("replicas", each.replicas());
            value.put("addingReplicas", each.addingReplicas());
            value.put("removingReplicas", each.removingReplicas());
            values.add(value);
        });
        return values;
    }
}
