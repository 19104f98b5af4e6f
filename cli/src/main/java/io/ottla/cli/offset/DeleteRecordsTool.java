package io.ottla.cli.offset;

import io.ottla.base.Clock;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.Leaders;
import io.ottla.cli.client.Unreachable;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Progress;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.DeleteRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** kafka-delete-records: moves the start of partitions up to an offset. */
public final class DeleteRecordsTool implements Tool {
    private static final Comparator<TopicPartition> IN_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    @Override
    public Usage usage() {
        return ClusterOptions.addTo(Usage.of(
                        "kafka-delete-records.sh", "Deletes the records of partitions that lie before an offset."))
                .value(
                        "--offset-json-file",
                        "file",
                        "Which partitions, and up to which offset (not included; -1: all there is), as JSON:"
                                + " {\"partitions\": [{\"topic\": \"foo\", \"partition\": 1, \"offset\": 1}],"
                                + " \"version\": 1}. Required.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        given.required("--bootstrap-server");
        var offsets = OffsetFile.read(given.required("--offset-json-file"));
        try (var cluster = ClusterOptions.connect(given)) {
            terminal.out().println("Executing records delete operation");
            terminal.out().flush();
            var results = delete(cluster, offsets, terminal);
            terminal.out().println("Records delete operation completed:");
            results.forEach((partition, result) -> terminal.out().println("partition: " + partition + "\t" + result));
        }
    }

    /** What to print for each partition. */
    private static Map<TopicPartition, String> delete(
            Cluster cluster, Map<TopicPartition, Long> offsets, Terminal terminal) {
        var results = new TreeMap<TopicPartition, String>(IN_ORDER);
        var left = List.copyOf(offsets.keySet());
        var patience = cluster.patience();
        var progress = new Progress(terminal, Clock.system(), "partitions");
        while (!left.isEmpty()) {
            left = round(cluster, left, offsets, results);
            progress.at(offsets.size() - left.size());
            if (!left.isEmpty() && !patience.pause()) {
                break;
            }
        }
        progress.end();
        return results;
    }

    /** Asks every leader once; gives back what may be asked again. */
    private static List<TopicPartition> round(
            Cluster cluster,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> offsets,
            Map<TopicPartition, String> results) {
        var again = new ArrayList<TopicPartition>();
        var leaders = Leaders.of(cluster, partitions);
        leaders.errors().forEach((partition, error) -> {
            results.put(partition, refusal(error));
            if (error == ErrorCode.LEADER_NOT_AVAILABLE) {
                again.add(partition);
            }
        });
        leaders.byNode().forEach((leader, led) -> {
            try {
                var answer = cluster.node(leader).call(request(cluster, led, offsets));
                again.addAll(take(answer, results));
            } catch (Unreachable e) {
                cluster.forget(leader);
                led.forEach(partition -> results.put(partition, "error: " + e.line()));
                again.addAll(led);
            }
        });
        return again;
    }

    private static DeleteRecords.Request request(
            Cluster cluster, List<TopicPartition> partitions, Map<TopicPartition, Long> offsets) {
        var byTopic = new TreeMap<String, List<DeleteRecords.Partition>>();
        for (var partition : partitions) {
            var offset = offsets.getOrDefault(partition, -1L);
            byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                    .add(new DeleteRecords.Partition(partition.partition(), offset));
        }
        var topics = byTopic.entrySet().stream()
                .map(topic -> new DeleteRecords.Topic(topic.getKey(), topic.getValue()))
                .toList();
        return new DeleteRecords.Request(
                topics, Math.toIntExact(cluster.settings().requestTimeout().toMillis()));
    }

    private static List<TopicPartition> take(DeleteRecords.Response answer, Map<TopicPartition, String> results) {
        var again = new ArrayList<TopicPartition>();
        for (var topic : answer.topics()) {
            for (var result : topic.partitions()) {
                var partition = new TopicPartition(topic.name(), result.partitionIndex());
                var error = ErrorCode.of(result.errorCode());
                if (error == ErrorCode.NONE) {
                    results.put(partition, "low_watermark: " + result.lowWatermark());
                } else {
                    results.put(partition, refusal(error));
                    if (error.retriable()) {
                        again.add(partition);
                    }
                }
            }
        }
        return again;
    }

    private static String refusal(ErrorCode error) {
        return "error: " + error + ": " + error.message();
    }
}
