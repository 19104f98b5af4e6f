package io.ottla.cli.perf;

import io.ottla.base.Clock;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.client.group.MemberSettings;
import io.ottla.cli.consume.GroupReading;
import io.ottla.cli.consume.Selection;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.text.SimpleDateFormat;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

/** kafka-consumer-perf-test: reads records in a group as fast as they come, and says how that went. */
public final class ConsumerPerfTool implements Tool {
    private static final String DEFAULT_TIMEOUT_MS = "10000";
    private static final int DEFAULT_INTERVAL_MS = 5000;
    private static final int ROUND_MS = 100;

    @Override
    public Usage usage() {
        return Usage.of("kafka-consumer-perf-test.sh", "Measures how fast records are read.")
                .value("--bootstrap-server", "host:port,...", "Where to find the cluster. Required.")
                .value("--topic", "name", "The topic to read.")
                .value("--include", "regex", "Reads all topics whose whole name matches, in place of --topic.")
                .value("--num-records", "count", "How many records to read. Required.")
                .value("--messages", "count", "The old name of --num-records.")
                .value("--group", "name", "The group to read in; by default one of its own.")
                .flag(
                        "--from-latest",
                        "Starts behind the latest record if the group has no offsets, not at the earliest.")
                .value("--fetch-size", "bytes", "How much of a partition is read at once (default 1048576).")
                .value("--socket-buffer-size", "bytes", "Has no effect: the operating system sizes socket buffers.")
                .optionalValue(
                        "--timeout",
                        "ms",
                        DEFAULT_TIMEOUT_MS,
                        "Ends when no record has come for so long (default " + DEFAULT_TIMEOUT_MS + ").")
                .flag("--show-detailed-stats", "Says how it goes now and then, in place of a summary.")
                .value("--reporting-interval", "ms", "How often that is (default 5000).")
                .value("--date-format", "format", "How times are shown (default yyyy-MM-dd HH:mm:ss:SSS).")
                .flag("--hide-header", "Leaves the line with the names of the fields out.")
                .flag("--print-metrics", "Also says what the client counts.")
                .values("--command-property", "name=value", "A property of the consumer, as for Kafka's clients.")
                .value("--command-config", "file", "A properties file with properties of the consumer.")
                .value("--consumer.config", "file", "The old name of --command-config.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        given.required("--bootstrap-server");
        var countOption = given.exactlyOne("--num-records", "--messages");
        var count = given.number(countOption, 0, 1, Long.MAX_VALUE);
        var selection = given.exactlyOne("--topic", "--include").equals("--topic")
                ? Selection.topic(given.required("--topic"))
                : Selection.matching(given.required("--include"));
        var timeoutMs = given.number("--timeout", Long.parseLong(DEFAULT_TIMEOUT_MS), 0, Long.MAX_VALUE);
        var settings = settings(given, terminal);
        var group = given.text("--group", settings.text("group.id", "perf-consumer-" + new Random().nextInt(100_000)));
        var member = MemberSettings.of(settings, group);
        var stats = new ReadStats(
                terminal.out(),
                dateFormat(given),
                given.has("--show-detailed-stats"),
                given.number("--reporting-interval", DEFAULT_INTERVAL_MS, 1, Long.MAX_VALUE),
                count);
        if (!given.has("--hide-header")) {
            stats.printHeader();
            terminal.out().flush();
        }
        var clock = Clock.system();
        try (var cluster = new Cluster(settings, clock)) {
            stats.start(clock);
            try (var source = new GroupReading(cluster, selection, member, FetchSettings.of(settings), stats)) {
                var lastMs = clock.wallMs();
                while (!stats.hasEnough() && clock.wallMs() - lastMs <= timeoutMs) {
                    if (source.poll(ROUND_MS, stats) > 0) {
                        lastMs = clock.wallMs();
                    }
                }
                stats.end();
            }
        }
        if (!stats.hasEnough()) {
            terminal.out()
                    .println("WARNING: Exiting before consuming the expected number of records: timeout (" + timeoutMs
                            + " ms) exceeded. You can use the --timeout option to increase the timeout.");
        }
        stats.printTotal();
        if (given.has("--print-metrics")) {
            stats.metrics(settings.clientId("")).print(terminal.out());
        }
    }

    private static SimpleDateFormat dateFormat(Arguments given) {
        var format = given.text("--date-format", "yyyy-MM-dd HH:mm:ss:SSS");
        try {
            return new SimpleDateFormat(format, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw given.mistake("--date-format " + format + ": " + e.getMessage());
        }
    }

    private static ClientSettings settings(Arguments given, Terminal terminal) {
        var properties = new TreeMap<String, String>();
        properties.put("client.id", "perf-consumer-client");
        properties.put("auto.offset.reset", given.has("--from-latest") ? "latest" : "earliest");
        properties.put("max.partition.fetch.bytes", given.text("--fetch-size", "1048576"));
        properties.put("check.crcs", "false");
        if (given.has("--consumer.config")) {
            given.refuseWith("--command-config", onlyIf(given.has("--command-config")));
            terminal.err().println("--consumer.config is deprecated; use --command-config");
        }
        given.text("--consumer.config").map(PropertyFile::read).ifPresent(properties::putAll);
        given.text("--command-config").map(PropertyFile::read).ifPresent(properties::putAll);
        properties.putAll(PropertyFile.pairs(given.texts("--command-property")));
        return new ClientSettings(HostPort.parseList(given.required("--bootstrap-server")), properties);
    }

    private static String[] onlyIf(boolean both) {
        return both ? new String[] {"--consumer.config"} : new String[0];
    }
}
