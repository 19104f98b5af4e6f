package io.ottla.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.data.DescribeLogDirs;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** kafka-log-dirs: what the log directories of brokers hold, as JSON. */
public final class LogDirsTool implements Tool {
    @Override
    public Usage usage() {
        return ClusterOptions.addTo(
                        Usage.of("kafka-log-dirs.sh", "Shows what the log directories of brokers hold, as JSON."))
                .flag("--describe", "Shows the directories. Required.")
                .value("--broker-list", "id,...", "Only these brokers; all brokers of the cluster if left out.")
                .value("--topic-list", "name,...", "Only partitions of these topics; all topics if left out.")
                .flag("--json", "Nothing but the JSON, without the lines before it.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        if (!given.has("--describe")) {
            throw given.mistake("--describe is required");
        }
        var wanted = brokers(given);
        var topics = Set.copyOf(words(given.text("--topic-list", "")));
        try (var cluster = ClusterOptions.connect(given)) {
            cluster.metadata(List.of());
            var there = new TreeSet<>(cluster.nodes().keySet());
            var missing = wanted.stream().filter(id -> !there.contains(id)).toList();
            if (!missing.isEmpty()) {
                throw new Failure("The given brokers do not exist from --broker-list: " + commaSeparated(missing)
                        + ". Current existent brokers: " + commaSeparated(there));
            }
            var asked = wanted.isEmpty() ? there : new TreeSet<>(wanted);
            say("Querying brokers for log directories information", given, terminal);
            var answers = new TreeMap<Integer, DescribeLogDirs.Response>();
            for (var id : asked) {
                answers.put(id, describe(cluster, id));
            }
            say("Received log directory information from brokers " + commaSeparated(asked), given, terminal);
            terminal.out().println(json(answers, topics));
        }
    }

    private static void say(String line, Arguments given, Terminal terminal) {
        if (!given.has("--json")) {
            terminal.out().println(line);
            terminal.out().flush();
        }
    }

    private static DescribeLogDirs.Response describe(Cluster cluster, int broker) {
        var answer = cluster.ask(broker, new DescribeLogDirs.Request(null));
        BrokerRefused.unlessNone(answer.errorCode(), null);
        return answer;
    }

    private static List<Integer> brokers(Arguments given) {
        try {
            return words(given.text("--broker-list", "")).stream()
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException notANumber) {
            throw given.mistake("--broker-list takes broker ids, not '" + given.text("--broker-list", "") + "'");
        }
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String commaSeparated(Iterable<Integer> ids) {
        var texts = new TreeSet<Integer>();
        ids.forEach(texts::add);
        return texts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** One line, in the shape of Kafka's tool. */
    static String json(Map<Integer, DescribeLogDirs.Response> answers, Set<String> topics) {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("brokers");
            for (var answer : answers.entrySet()) {
                json.writeStartObject();
                json.writeNumberField("broker", answer.getKey());
                json.writeArrayFieldStart("logDirs");
                for (var directory : answer.getValue().results()) {
                    writeDirectory(json, directory, topics);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("version", 1);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeDirectory(JsonGenerator json, DescribeLogDirs.Directory directory, Set<String> topics)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("partitions");
        for (var topic : inOrder(directory.topics(), DescribeLogDirs.Topic::name)) {
            if (topics.isEmpty() || topics.contains(topic.name())) {
                for (var partition : inOrder(topic.partitions(), DescribeLogDirs.Partition::partitionIndex)) {
                    json.writeStartObject();
                    json.writeStringField("partition", topic.name() + "-" + partition.partitionIndex());
                    json.writeNumberField("size", partition.partitionSize());
                    json.writeNumberField("offsetLag", partition.offsetLag());
                    json.writeBooleanField("isFuture", partition.isFutureKey());
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
        var error = ErrorCode.of(directory.errorCode());
        if (error == ErrorCode.NONE) {
            json.writeNullField("error");
        } else {
            json.writeStringField("error", nameOf(error));
        }
        json.writeStringField("logDir", directory.logDir());
        json.writeEndObject();
    }

    private static <T, K extends Comparable<K>> List<T> inOrder(List<T> list, Function<T, K> key) {
        return list.stream().sorted(Comparator.comparing(key)).toList();
    }

    /** Kafka's tool prints the class of the exception; programs that read this know the one of broken directories. */
    private static String nameOf(ErrorCode error) {
        return error == ErrorCode.KAFKA_STORAGE_ERROR
                ? "org.apache.kafka.common.errors.KafkaStorageException"
                : error.name();
    }
}
