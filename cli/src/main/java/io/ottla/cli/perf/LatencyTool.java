package io.ottla.cli.perf;

import io.ottla.base.Clock;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.topic.CreateTopics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** kafka-e2e-latency: how long records take from one client through the cluster to another, one at a time. */
public final class LatencyTool implements Tool {
    private static final String[] NAMED = {
        "--bootstrap-server", "--topic", "--num-records", "--producer-acks", "--record-size", "--command-config"
    };
    private static final int PROGRESS_RECORDS = 1000;

    @Override
    public Usage usage() {
        return Usage.of("kafka-e2e-latency.sh", "Measures how long a record takes through the cluster.")
                .value("--bootstrap-server", "host:port,...", "Where to find the cluster. Required.")
                .value("--topic", "name", "The topic to use; created if it is not there. Required.")
                .value("--num-records", "count", "How many records to send. Required.")
                .value("--producer-acks", "acks", "1 or all: when a record counts as written. Required.")
                .value("--record-size", "bytes", "The size of each record. Required.")
                .value("--record-key-size", "bytes", "The size of its key; without a key if left out.")
                .value("--num-headers", "count", "How many headers it has (default 0).")
                .value("--record-header-key-size", "bytes", "The size of the name of each header (default 0).")
                .value(
                        "--record-header-size",
                        "bytes",
                        "The size of the value of each header, -1 for null (default 0).")
                .value("--command-config", "file", "A properties file for producer and consumer.")
                .words(
                        "bootstrap-server topic num-records producer-acks record-size [command-config]",
                        "The same by position, as in older versions.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var values = values(given, terminal);
        var count = (int) number(given, values, "--num-records", 1);
        var acks = required(given, values, "--producer-acks");
        if (!acks.equals("1") && !acks.equals("all")) {
            throw given.mistake("--producer-acks is 1 or all, not '" + acks + "'");
        }
        var shape = new RecordShape(
                (int) number(given, values, "--record-size", 0),
                (int) given.number("--record-key-size", -1, 0, Integer.MAX_VALUE),
                (int) given.number("--num-headers", 0, 0, Integer.MAX_VALUE),
                (int) given.number("--record-header-key-size", 0, 0, Short.MAX_VALUE),
                (int) given.number("--record-header-size", 0, -1, Integer.MAX_VALUE));
        var properties = new TreeMap<String, String>();
        Optional.ofNullable(values.get("--command-config"))
                .map(PropertyFile::read)
                .ifPresent(properties::putAll);
        properties.put("acks", acks);
        var servers = HostPort.parseList(required(given, values, "--bootstrap-server"));
        var topic = required(given, values, "--topic");
        var settings = new ClientSettings(servers, properties);
        try (var here = new Cluster(settings, Clock.system());
                var there = new Cluster(settings, Clock.system())) {
            createIfMissing(here, topic, terminal);
            var journey = new Journey(here, there, topic);
            report(measure(journey, shape, count, terminal), terminal);
        }
    }

    private static Map<String, String> values(Arguments given, Terminal terminal) {
        var values = new TreeMap<String, String>();
        var words = given.words();
        if (words.isEmpty()) {
            for (var option : NAMED) {
                given.text(option).ifPresent(value -> values.put(option, value));
            }
            return values;
        }
        if (words.size() < NAMED.length - 1 || words.size() > NAMED.length) {
            throw given.mistake("5 or 6 words are expected, not " + words.size() + ": " + String.join(" ", NAMED));
        }
        terminal.err().println("words by position are deprecated; use " + String.join(", ", NAMED));
        for (int i = 0; i < words.size(); i++) {
            given.refuseWith("words by position", NAMED[i]);
            values.put(NAMED[i], words.get(i));
        }
        return values;
    }

    private static String required(Arguments given, Map<String, String> values, String option) {
        var value = values.get(option);
        if (value == null) {
            throw given.mistake(option + " is required");
        }
        return value;
    }

    private static long number(Arguments given, Map<String, String> values, String option, long least) {
        var text = required(given, values, option);
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw given.mistake(option + " takes a whole number, not '" + text + "'");
        }
        throw given.mistake(option + " must be at least " + least + ", not " + text);
    }

    private static void createIfMissing(Cluster cluster, String topic, Terminal terminal) {
        var found = cluster.metadata(List.of(topic)).topics().get(0);
        if (found.errorCode() != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()) {
            return;
        }
        terminal.out()
                .println("Topic \"" + topic
                        + "\" does not exist. Will create topic with 1 partition(s) and replication factor = 1");
        terminal.out().flush();
        var wanted = new CreateTopics.Topic(topic, 1, (short) 1, List.of(), List.of());
        var timeoutMs = Math.toIntExact(cluster.settings().requestTimeout().toMillis());
        var answer = cluster.tellController(
                new CreateTopics.Request(List.of(wanted), timeoutMs, false),
                response -> response.topics().stream()
                        .map(result -> ErrorCode.of(result.errorCode()))
                        .findFirst());
        for (var result : answer.topics()) {
            if (result.errorCode() != ErrorCode.TOPIC_ALREADY_EXISTS.code()) {
                BrokerRefused.unlessNone(result.errorCode(), result.errorMessage());
            }
        }
    }

    /** In nanoseconds. */
    private static List<Long> measure(Journey journey, RecordShape shape, int count, Terminal terminal) {
        var latencies = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            var nanos = journey.travel(shape);
            latencies.add(nanos);
            if (i % PROGRESS_RECORDS == 0) {
                terminal.out().println(i + "\t" + nanos / 1000.0 / 1000.0);
                terminal.out().flush();
            }
        }
        return latencies;
    }

    private static void report(List<Long> latencies, Terminal terminal) {
        var average = latencies.stream().mapToLong(nanos -> nanos).average().orElse(0) / 1e6;
        var ms = latencies.stream().mapToLong(nanos -> nanos / 1_000_000).toArray();
        Arrays.sort(ms);
        terminal.out().printf(Locale.ROOT, "Avg latency: %.4f ms%n", average);
        terminal.out()
                .println("Percentiles: 50th = " + ms[(int) (ms.length * 0.5)] + ", 99th = "
                        + ms[(int) (ms.length * 0.99)] + ", 99.9th = " + ms[(int) (ms.length * 0.999)]);
    }
}
