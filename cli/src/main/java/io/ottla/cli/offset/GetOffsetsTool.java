package io.ottla.cli.offset;

import io.ottla.cli.client.Isolation;
import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.cli.topic.TopicPattern;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** kafka-get-offsets: one line {@code topic:partition:offset} for each partition. */
public final class GetOffsetsTool implements Tool {
    /** As Kafka's tool sorts: partitions as text, 10 before 2. */
    private static final Comparator<TopicPartition> AS_TEXT =
            Comparator.comparing((TopicPartition partition) -> partition.topic() + ":" + partition.partition());

    @Override
    public Usage usage() {
        return ClusterOptions.withOutput(
                        ClusterOptions.addTo(Usage.of("kafka-get-offsets.sh", "Shows offsets of partitions.")))
                .value("--topic", "name", "Only topics that match this regular expression; all if left out.")
                .value("--partitions", "id,...", "Only these partitions of the topics.")
                .value(
                        "--topic-partitions",
                        "topic:partitions,...",
                        "Only these partitions: topic (a regular expression; all topics if left out), or topic:3,"
                                + " or a range topic:0-3 (3 not included), topic:2-, topic:-3.")
                .value(
                        "--time",
                        "timestamp",
                        "Which offset: the first at or after a time in ms since 1970; or -1 latest, -2 earliest,"
                                + " -3 max-timestamp, -4 earliest-local, -5 latest-tiered,"
                                + " -6 earliest-pending-upload. By default latest.")
                .flag("--exclude-internal-topics", "Leaves internal topics out.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        given.required("--bootstrap-server");
        if (given.has("--topic-partitions")) {
            given.refuseWith("--topic-partitions", "--topic", "--partitions");
        }
        var time = time(given.text("--time", "latest"));
        var filter = filter(given);
        var isJson = ClusterOptions.isJson(given);
        try (var cluster = ClusterOptions.connect(given)) {
            var partitions = new ArrayList<TopicPartition>();
            for (var topic : cluster.metadata(null).topics()) {
                if (!topic.isInternal() || !given.has("--exclude-internal-topics")) {
                    partitionsOf(topic).stream().filter(filter).forEach(partitions::add);
                }
            }
            if (partitions.isEmpty()) {
                throw new Failure("Could not match any topic-partitions with the specified filters");
            }
            partitions.sort(AS_TEXT);
            var found = new OffsetLookup(cluster, Isolation.READ_UNCOMMITTED).find(partitions, time);
            var table = new Table().last("", "topic").last("", "partition").last("", "offset");
            for (var partition : partitions) {
                print(partition, found.get(partition), isJson ? table : null, terminal);
            }
            if (isJson) {
                terminal.out().println(Json.text(table.values()));
            }
        }
    }

    private static List<TopicPartition> partitionsOf(Metadata.Topic topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(String.valueOf(topic.name()), partition.partitionIndex()))
                .toList();
    }

    private static void print(
            TopicPartition partition, OffsetLookup.@Nullable Found found, @Nullable Table table, Terminal terminal) {
        if (found == null || found.error() != ErrorCode.NONE) {
            var why = found == null
                    ? "no answer"
                    : found.error() + ": " + found.error().message();
            terminal.out().flush();
            terminal.err().println("Skip getting offsets for topic-partition " + partition + " due to error: " + why);
        } else if (found.offset() >= 0 && table != null) {
            table.row(partition.topic(), partition.partition(), found.offset());
        } else if (found.offset() >= 0) {
            terminal.out().println(partition.topic() + ":" + partition.partition() + ":" + found.offset());
        }
    }

    static long time(String text) {
        return switch (text) {
            case "latest" -> OffsetLookup.LATEST;
            case "earliest" -> OffsetLookup.EARLIEST;
            case "max-timestamp" -> OffsetLookup.MAX_TIMESTAMP;
            case "earliest-local" -> OffsetLookup.EARLIEST_LOCAL;
            case "latest-tiered" -> OffsetLookup.LATEST_TIERED;
            case "earliest-pending-upload" -> OffsetLookup.EARLIEST_PENDING_UPLOAD;
            default -> timestamp(text);
        };
    }

    private static long timestamp(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new Failure(
                    "Malformed time argument " + text + ": a number of milliseconds is expected, or -1 latest,"
                            + " -2 earliest, -3 max-timestamp, -4 earliest-local, -5 latest-tiered, -6 earliest-pending-upload");
        }
    }

    private static Predicate<TopicPartition> filter(Arguments given) {
        if (given.has("--topic-partitions")) {
            return PartitionFilter.of(given.required("--topic-partitions"));
        }
        Predicate<TopicPartition> filter = partition -> true;
        if (given.has("--topic")) {
            var pattern = new TopicPattern(given.required("--topic"));
            filter = partition -> pattern.test(partition.topic());
        }
        if (given.has("--partitions")) {
            var ids = new HashSet<>(partitionIds(given.required("--partitions")));
            filter = filter.and(partition -> ids.contains(partition.partition()));
        }
        return filter;
    }

    private static List<Integer> partitionIds(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(id -> Integer.valueOf(id.strip()))
                    .toList();
        } catch (NumberFormatException notANumber) {
            throw new Failure(
                    "--partitions expects a comma separated list of numeric partition ids, but received: " + text);
        }
    }
}
