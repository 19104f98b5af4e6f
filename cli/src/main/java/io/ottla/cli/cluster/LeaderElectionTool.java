package io.ottla.cli.cluster;

import io.ottla.base.Clock;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.offset.OffsetFile;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.ElectLeaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** kafka-leader-election: lets the controller elect leaders anew. */
public final class LeaderElectionTool implements Tool {
    private static final int TIMEOUT_MS = 30_000;
    private static final Comparator<TopicPartition> IN_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** The types of election. */
    private enum Election {
        PREFERRED(0),
        UNCLEAN(1);

        private final byte code;

        Election(int code) {
            this.code = (byte) code;
        }
    }

    @Override
    public Usage usage() {
        return ClusterOptions.addTo(Usage.of("kafka-leader-election.sh", "Elects leaders of partitions anew."))
                .value(
                        "--election-type",
                        "type",
                        "preferred: the first replica, where another leads; unclean: any living replica, where none"
                                + " leads, also if records are lost. Required.")
                .flag("--all-topic-partitions", "For all partitions for which it makes sense.")
                .value("--topic", "name", "For a partition of this topic.")
                .value("--partition", "id", "The partition of the topic.")
                .value(
                        "--path-to-json-file",
                        "file",
                        "For the partitions in this file: {\"partitions\": [{\"topic\": \"t\", \"partition\": 1}]}")
                .value("--admin.config", "file", "The old name of --command-config.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        given.required("--bootstrap-server");
        var type = type(given);
        var partitions = partitions(given);
        try (var cluster = connect(given, terminal)) {
            var request = new ElectLeaders.Request(type.code, topics(partitions), TIMEOUT_MS);
            var answer = cluster.tellController(request, response -> Optional.of(ErrorCode.of(response.errorCode())));
            BrokerRefused.unlessNone(answer.errorCode(), null);
            report(type, answer, terminal);
        }
    }

    private static Cluster connect(Arguments given, Terminal terminal) {
        if (!given.has("--admin.config")) {
            return ClusterOptions.connect(given);
        }
        given.refuseWith("--command-config", "--admin.config");
        terminal.err().println("--admin.config is deprecated; use --command-config");
        var servers = HostPort.parseList(given.required("--bootstrap-server"));
        var properties = PropertyFile.read(given.required("--admin.config"));
        return new Cluster(new ClientSettings(servers, properties), Clock.system());
    }

    private static Election type(Arguments given) {
        var name = given.required("--election-type");
        for (var type : Election.values()) {
            if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
                return type;
            }
        }
        throw given.mistake("--election-type is preferred or unclean, not '" + name + "'");
    }

    /** Null for all. */
    private static @Nullable Set<TopicPartition> partitions(Arguments given) {
        var scope = given.exactlyOne("--topic", "--all-topic-partitions", "--path-to-json-file");
        if (!scope.equals("--topic")) {
            given.refuseWith(scope, "--partition");
        }
        return switch (scope) {
            case "--topic" -> {
                given.required("--partition");
                var index = (int) given.number("--partition", 0, 0, Integer.MAX_VALUE);
                yield Set.of(new TopicPartition(given.required("--topic"), index));
            }
            case "--path-to-json-file" -> OffsetFile.readPartitions(given.required("--path-to-json-file"));
            default -> null;
        };
    }

    private static @Nullable List<ElectLeaders.Topic> topics(@Nullable Set<TopicPartition> partitions) {
        if (partitions == null) {
            return null;
        }
        var byTopic = new TreeMap<String, List<Integer>>();
        partitions.forEach(partition -> byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                .add(partition.partition()));
        return byTopic.entrySet().stream()
                .map(topic -> new ElectLeaders.Topic(topic.getKey(), topic.getValue()))
                .toList();
    }

    private static void report(Election type, ElectLeaders.Response answer, Terminal terminal) {
        var elected = new ArrayList<TopicPartition>();
        var needless = new ArrayList<TopicPartition>();
        var failed = new TreeMap<TopicPartition, String>(IN_ORDER);
        for (var topic : answer.replicaElectionResults()) {
            for (var result : topic.partitionResult()) {
                var partition = new TopicPartition(topic.topic(), result.partitionId());
                var error = ErrorCode.of(result.errorCode());
                switch (error) {
                    case NONE -> elected.add(partition);
                    case ELECTION_NOT_NEEDED -> needless.add(partition);
                    default -> failed.put(partition, new BrokerRefused(error, result.errorMessage()).line());
                }
            }
        }
        if (!elected.isEmpty()) {
            terminal.out()
                    .println("Successfully completed leader election (" + type + ") for partitions " + list(elected));
        }
        if (!needless.isEmpty()) {
            terminal.out().println("Valid replica already elected for partitions " + list(needless));
        }
        failed.forEach((partition, why) -> terminal.out()
                .println("Error completing leader election (" + type + ") for partition: " + partition + ": " + why));
        if (!failed.isEmpty()) {
            throw new Failure(failed.size() + " replica(s) could not be elected");
        }
    }

    private static String list(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .sorted(IN_ORDER)
                .map(TopicPartition::toString)
                .collect(Collectors.joining(", "));
    }
}
