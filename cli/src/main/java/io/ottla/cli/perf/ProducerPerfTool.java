package io.ottla.cli.perf;

import io.ottla.base.Clock;
import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.DeliveryListener;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.client.Outstanding;
import io.ottla.cli.client.Pace;
import io.ottla.cli.client.Producer;
import io.ottla.cli.client.ProducerSettings;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** kafka-producer-perf-test: writes records as fast as they are taken, or as asked, and says how that went. */
public final class ProducerPerfTool implements Tool {
    private static final int DEFAULT_INTERVAL_MS = 5000;
    /** How often answers are looked for: every so many records. */
    private static final int TICK_RECORDS = 64;

    @Override
    public Usage usage() {
        return Usage.of("kafka-producer-perf-test.sh", "Measures how fast records are written.")
                .value("--bootstrap-server", "host:port,...", "Where to find the cluster. Required, or as a property.")
                .value("--topic", "name", "The topic to write to. Required.")
                .value("--num-records", "count", "How many records to write. Required.")
                .value("--throughput", "count", "How many records a second at most; -1 for no limit. Required.")
                .value("--record-size", "bytes", "The size of each record. This, or one of the next two.")
                .value("--payload-file", "file", "A UTF-8 file whose lines are written, in an order of chance.")
                .flag("--payload-monotonic", "Each record holds its number.")
                .value("--payload-delimiter", "regex", "What separates records in the file (default \\n).")
                .manyValues("--command-property", "name=value", "Properties of the producer, as for Kafka's clients.")
                .value("--command-config", "file", "A properties file with properties of the producer.")
                .manyValues("--producer-props", "name=value", "The old name of --command-property.")
                .value("--producer.config", "file", "The old name of --command-config.")
                .flag("--print-metrics", "Also says what the client counts.")
                .value("--warmup-records", "count", "So many records at the start are left out of a second summary.")
                .value("--reporting-interval", "ms", "How often to say how it goes (default 5000).")
                .value("--transactional-id", "id", "Not supported yet.")
                .value("--transaction-duration-ms", "ms", "Not supported yet.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var topic = given.required("--topic");
        given.required("--num-records");
        var count = given.number("--num-records", 0, 1, Long.MAX_VALUE);
        var warmup = given.number("--warmup-records", 0, 0, Long.MAX_VALUE);
        if (warmup >= count) {
            throw given.mistake("--warmup-records must be fewer than --num-records");
        }
        var throughput = throughput(given);
        var settings = settings(given, terminal);
        if (given.has("--transactional-id")
                || given.has("--transaction-duration-ms")
                || settings.properties().containsKey("transactional.id")) {
            throw new Failure("transactions are not supported yet");
        }
        var producing = ProducerSettings.of(settings);
        var payloads = new Payloads(given, terminal);
        if (warmup > 0) {
            terminal.out()
                    .println("Warmup first " + warmup
                            + " records. Steady state results will print after the complete test summary.");
        }
        terminal.out().flush();
        var clock = Clock.system();
        try (var cluster = new Cluster(settings, clock)) {
            var intervalMs = given.number("--reporting-interval", DEFAULT_INTERVAL_MS, 1, Long.MAX_VALUE);
            var run = new Run(clock, terminal, count, warmup, intervalMs);
            try (var producer = new Producer(cluster, producing, topic, run)) {
                run.write(producer, payloads, new Pace(clock, throughput));
                run.report(producer, given.has("--print-metrics") ? settings : null);
            }
        }
    }

    private static double throughput(Arguments given) {
        var text = given.required("--throughput");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw given.mistake("--throughput takes a number, not '" + text + "'");
        }
    }

    private static ClientSettings settings(Arguments given, Terminal terminal) {
        var properties = new TreeMap<String, String>();
        properties.put("client.id", "perf-producer-client");
        warn(given, terminal, "--producer-props", "--command-property");
        warn(given, terminal, "--producer.config", "--command-config");
        given.text("--producer.config").map(PropertyFile::read).ifPresent(properties::putAll);
        given.text("--command-config").map(PropertyFile::read).ifPresent(properties::putAll);
        properties.putAll(PropertyFile.pairs(given.texts("--producer-props")));
        properties.putAll(PropertyFile.pairs(given.texts("--command-property")));
        var servers = given.text("--bootstrap-server").orElse(properties.get("bootstrap.servers"));
        if (servers == null) {
            throw given.mistake("--bootstrap-server is required");
        }
        return new ClientSettings(HostPort.parseList(servers), properties);
    }

    private static void warn(Arguments given, Terminal terminal, String old, String now) {
        if (given.has(old)) {
            if (given.has(now)) {
                given.refuseWith(now, old);
            }
            terminal.err().println(old + " is deprecated; use " + now);
        }
    }

    /** What is remembered of a record on its way; shared by neighbours of the same moment and size. */
    private record Sent(long ms, int bytes, boolean isSteady) {}

    /** One run, which hears what becomes of the records. */
    private static final class Run implements DeliveryListener {
        private static final int COMPLAINTS = 10;

        private final Clock clock;
        private final Terminal terminal;
        private final long count;
        private final long warmup;
        private final long intervalMs;
        private final SendStats stats;
        private final Outstanding<Sent> outstanding = new Outstanding<>();
        private @Nullable SendStats steady;
        private long refused;
        private long batches;

        Run(Clock clock, Terminal terminal, long count, long warmup, long intervalMs) {
            this.clock = clock;
            this.terminal = terminal;
            this.count = count;
            this.warmup = warmup;
            this.intervalMs = intervalMs;
            stats = new SendStats(clock, terminal.out(), count, intervalMs, false);
        }

        void write(Producer producer, Payloads payloads, Pace pace) {
            var last = new Sent(0, 0, false);
            for (long i = 0; i < count; i++) {
                if (warmup > 0 && i == warmup) {
                    steady = new SendStats(clock, terminal.out(), count - warmup, intervalMs, true);
                    stats.silence();
                }
                var payload = payloads.next(i);
                var now = clock.wallMs();
                var bytes = payload.remaining();
                if (last.ms() != now || last.bytes() != bytes || last.isSteady() != (steady != null)) {
                    last = new Sent(now, bytes, steady != null);
                }
                outstanding.sent(producer.send(now, null, payload, List.of()), last);
                if (i % TICK_RECORDS == 0) {
                    producer.tick();
                }
                for (var left = pace.leftNanos(i + 1); left > 0; left = pace.leftNanos(i + 1)) {
                    Pace.pause(left);
                    producer.tick();
                }
            }
            producer.drain();
        }

        @Override
        public void written(Records records, long baseOffset) {
            batches++;
            var now = clock.wallMs();
            for (var sent : outstanding.heard(records)) {
                stats.record(sent.ms(), sent.bytes(), now);
                if (steady != null && sent.isSteady()) {
                    steady.record(sent.ms(), sent.bytes(), now);
                }
            }
        }

        @Override
        public void refused(Records records, ClientFailure why) {
            outstanding.heard(records);
            if (refused < COMPLAINTS) {
                terminal.err()
                        .println(records.count() + " records were not written to " + records.partition() + ": "
                                + why.line());
            }
            refused += records.count();
        }

        @Override
        public void delayed(ClientFailure why) {
            terminal.err().println(why.line() + "; still trying");
        }

        void report(Producer producer, @Nullable ClientSettings forMetrics) {
            stats.printTotal();
            if (steady != null) {
                steady.printTotal();
            }
            if (forMetrics != null) {
                var labels = Map.of("client-id", forMetrics.clientId(""));
                new Metrics("producer-metrics", labels)
                        .add("batch-total", batches)
                        .add("record-error-total", refused)
                        .add("record-send-total", producer.acknowledged())
                        .add("records-per-batch-avg", (double) producer.acknowledged() / Math.max(1, batches))
                        .print(terminal.out());
            }
            if (refused > 0) {
                throw new Failure(refused + " of " + count + " records were not written");
            }
        }
    }
}
