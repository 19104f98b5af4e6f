package io.ottla.cli.produce;

import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Usage;
import java.util.Map;
import java.util.TreeMap;

/** The options of the console producer, and the producer and reader properties they stand for. Stateless. */
final class ProducerOptions {
    private static final String[][] PROPERTIES = {
        {"--request-required-acks", "acks"},
        {"--batch-size", "batch.size"},
        {"--max-partition-memory-bytes", "batch.size"},
        {"--message-send-max-retries", "retries"},
        {"--retry-backoff-ms", "retry.backoff.ms"},
        {"--compression-codec", "compression.type"},
    };

    private ProducerOptions() {}

    static Usage addTo(Usage usage) {
        return withRarer(usage.value(
                        "--bootstrap-server",
                        "host:port,...",
                        "Where to find the cluster: one or more of its brokers. Required.")
                .value("--topic", "name", "The topic to write to. Required.")
                .optionalValue(
                        "--compression-codec",
                        "codec",
                        "gzip",
                        "How batches are compressed: none, gzip, snappy, lz4 or zstd; gzip if no codec is named.")
                .value(
                        "--request-required-acks",
                        "acks",
                        "Who must have a record before it counts as written: all (or -1, the default) replicas in"
                                + " sync, 1 the leader, 0 nobody.")
                .flag("--sync", "Waits for the acknowledgement of each record before the next is sent.")
                .value("--batch-size", "bytes", "How much is collected into one batch of a partition (default 16384).")
                .values(
                        "--reader-property",
                        "name=value",
                        "How a line is read: parse.key=true takes a key from it, parse.headers=true headers"
                                + " (h1:v1,h2:v2<tab>key<tab>value); key.separator, headers.delimiter (both tab by"
                                + " default), headers.separator (,), headers.key.separator (:); null.marker: a key,"
                                + " value or header value that reads like this is null; ignore.error=true takes"
                                + " lines that lack a separator as they are.")
                .value("--reader-config", "file", "A properties file with reader properties.")
                .values("--command-property", "name=value", "A property of the producer, as for Kafka's clients.")
                .value("--command-config", "file", "A properties file with properties of the producer."));
    }

    private static Usage withRarer(Usage usage) {
        return usage.value(
                        "--message-send-max-retries",
                        "count",
                        "How often a batch is sent again before it is given up; by default until"
                                + " delivery.timeout.ms has passed.")
                .value("--retry-backoff-ms", "ms", "The pause before a batch is sent again (default 100, growing).")
                .value("--request-timeout-ms", "ms", "How long an acknowledgement may take (default 30000).")
                .value(
                        "--timeout",
                        "ms",
                        "Has no effect: what was read is sent as soon as there is nothing more to read.")
                .value("--max-block-ms", "ms", "How long to wait for the cluster when there is none (default 60000).")
                .value("--max-memory-bytes", "bytes", "Has no effect: no more is read than can be sent.")
                .value("--max-partition-memory-bytes", "bytes", "The old name of --batch-size.")
                .value("--metadata-expiry-ms", "ms", "Has no effect: leaders are looked up when they change.")
                .value("--socket-buffer-size", "bytes", "Has no effect: the operating system sizes socket buffers.")
                .value("--line-reader", "class", "How lines are read; only Kafka's LineMessageReader is built in.")
                .values("--producer-property", "name=value", "The old name of --command-property.")
                .value("--producer.config", "file", "The old name of --command-config.")
                .values("--property", "name=value", "The old name of --reader-property.");
    }

    static void warnOfDeprecated(Arguments given, Terminal terminal) {
        warn(given, terminal, "--property", "--reader-property");
        warn(given, terminal, "--producer-property", "--command-property");
        warn(given, terminal, "--producer.config", "--command-config");
        warn(given, terminal, "--max-partition-memory-bytes", "--batch-size");
    }

    private static void warn(Arguments given, Terminal terminal, String old, String now) {
        if (given.has(old)) {
            if (given.has(now)) {
                given.refuseWith(now, old);
            }
            terminal.err().println(old + " is deprecated; use " + now);
        }
    }

    static Map<String, String> readerProperties(Arguments given) {
        var properties = new TreeMap<String, String>();
        given.text("--reader-config").map(PropertyFile::read).ifPresent(properties::putAll);
        properties.putAll(PropertyFile.pairs(given.texts("--property")));
        properties.putAll(PropertyFile.pairs(given.texts("--reader-property")));
        return properties;
    }

    static ClientSettings settings(Arguments given) {
        var properties = new TreeMap<String, String>();
        properties.put("client.id", "console-producer");
        given.text("--producer.config").map(PropertyFile::read).ifPresent(properties::putAll);
        given.text("--command-config").map(PropertyFile::read).ifPresent(properties::putAll);
        for (var option : PROPERTIES) {
            given.text(option[0]).ifPresent(value -> properties.put(option[1], value));
        }
        if (given.has("--request-timeout-ms")) {
            properties.put("request.timeout.ms", requestTimeout(given));
        }
        if (given.has("--max-block-ms")) {
            var ms = given.number("--max-block-ms", 60_000, 1, Integer.MAX_VALUE);
            properties.put("default.api.timeout.ms", String.valueOf(ms));
        }
        properties.putAll(PropertyFile.pairs(given.texts("--producer-property")));
        properties.putAll(PropertyFile.pairs(given.texts("--command-property")));
        return new ClientSettings(HostPort.parseList(given.required("--bootstrap-server")), properties);
    }

    private static String requestTimeout(Arguments given) {
        return String.valueOf(given.number("--request-timeout-ms", 30_000, 1, Integer.MAX_VALUE));
    }
}
