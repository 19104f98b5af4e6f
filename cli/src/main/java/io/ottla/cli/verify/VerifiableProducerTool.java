package io.ottla.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.ottla.cli.tool.Interrupts;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** kafka-verifiable-producer: writes growing numbers, and says of each what became of it. */
public final class VerifiableProducerTool implements Tool {
    @Override
    public Usage usage() {
        return Usage.of("kafka-verifiable-producer.sh", "Writes growing numbers and says of each what became of it.")
                .value("--bootstrap-server", "host:port,...", "Where to find the cluster. Required.")
                .value("--topic", "name", "The topic to write to. Required.")
                .value("--max-messages", "count", "How many to write; -1 (the default) until stopped.")
                .value("--throughput", "count", "How many a second at most; -1 (the default) for no limit.")
                .value(
                        "--acks",
                        "acks",
                        "0, 1 or -1 (the default): who must have a record before it counts as written.")
                .value("--message-create-time", "ms", "The time of the first record, in ms since 1970.")
                .value("--value-prefix", "number", "Values are this number, a dot, and their own.")
                .value("--repeating-keys", "count", "Keys count from 0 to this, exclusive, over and over.")
                .value("--command-config", "file", "A properties file with properties of the producer.")
                .value("--producer.config", "file", "The old name of --command-config.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        given.required("--bootstrap-server");
        var topic = given.required("--topic");
        var settings = settings(given, terminal);
        var producing = ProducerSettings.of(settings);
        var clock = Clock.system();
        var events = new Events(terminal, clock);
        var most = given.number("--max-messages", -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        var throughput = given.number("--throughput", -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        var run = new Run(given, events, topic, clock);
        var startMs = clock.wallMs();
        try (var interrupts = new Interrupts();
                var cluster = new Cluster(settings, clock)) {
            events.say("startup_complete");
            try (var producer = new Producer(cluster, producing, topic, run)) {
                run.write(producer, most < 0 ? Long.MAX_VALUE : most, new Pace(clock, throughput), interrupts);
            }
            events.say("shutdown_complete");
            var summary = new LinkedHashMap<String, Object>();
            summary.put("sent", run.sent);
            summary.put("acked", run.acked);
            summary.put("target_throughput", throughput);
            summary.put("avg_throughput", 1000.0 * run.acked / Math.max(1, clock.wallMs() - startMs));
            events.say("tool_data", summary);
            events.flush();
        }
    }

    private static ClientSettings settings(Arguments given, Terminal terminal) {
        var properties = new TreeMap<String, String>();
        var acks = given.text("--acks", "-1");
        properties.put("acks", acks);
        properties.put("retries", "0");
        if (given.has("--producer.config")) {
            if (given.has("--command-config")) {
                given.refuseWith("--command-config", "--producer.config");
            }
            terminal.err().println("--producer.config is deprecated; use --command-config");
        }
        given.text("--producer.config").map(PropertyFile::read).ifPresent(properties::putAll);
        given.text("--command-config").map(PropertyFile::read).ifPresent(properties::putAll);
        return new ClientSettings(HostPort.parseList(given.required("--bootstrap-server")), properties);
    }

    /** A record on its way. */
    private record Sent(@Nullable String key, String value) {}

    /** One run, which hears what becomes of the records. */
    private static final class Run implements DeliveryListener {
        /** How often answers are looked for: every so many records. */
        private static final int TICK_RECORDS = 64;

        private final Events events;
        private final String topic;
        private final Clock clock;
        private final Outstanding<Sent> outstanding = new Outstanding<>();
        private final @Nullable String prefix;
        private final long keys;
        private final long createMs;
        private final long startMs;
        private long sent;
        private long acked;

        Run(Arguments given, Events events, String topic, Clock clock) {
            this.events = events;
            this.topic = topic;
            this.clock = clock;
            prefix = given.number("--value-prefix").map(String::valueOf).orElse(null);
            keys = given.number("--repeating-keys", 0, 1, Integer.MAX_VALUE);
            createMs = given.number("--message-create-time", -1, -1, Long.MAX_VALUE);
            startMs = clock.wallMs();
        }

        void write(Producer producer, long most, Pace pace, Interrupts interrupts) {
            for (long i = 0; i < most && !interrupts.requested(); i++) {
                var key = keys == 0 ? null : String.valueOf(i % keys);
                var value = prefix == null ? String.valueOf(i) : prefix + "." + i;
                sent++;
                var partition = producer.send(
                        createMs < 0 ? clock.wallMs() : createMs + clock.wallMs() - startMs,
                        key == null ? null : ByteBuffer.wrap(key.getBytes(UTF_8)),
                        ByteBuffer.wrap(value.getBytes(UTF_8)),
                        List.of());
                outstanding.sent(partition, new Sent(key, value));
                if (i % TICK_RECORDS == 0) {
                    producer.tick();
                }
                for (var left = pace.leftNanos(i + 1);
                        left > 0 && !interrupts.requested();
                        left = pace.leftNanos(i + 1)) {
                    Pace.pause(left);
                    producer.tick();
                }
            }
            producer.drain();
        }

        @Override
        public void written(Records records, long baseOffset) {
            var offset = baseOffset;
            for (var one : outstanding.heard(records)) {
                acked++;
                var fields = fields(one);
                fields.put("offset", baseOffset < 0 ? -1 : offset++);
                fields.put("topic", topic);
                fields.put("partition", records.partition().partition());
                events.say("producer_send_success", fields);
            }
            events.flush();
        }

        private static Map<String, @Nullable Object> fields(Sent sent) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("key", sent.key());
            fields.put("value", sent.value());
            return fields;
        }

        @Override
        public void refused(Records records, ClientFailure why) {
            for (var one : outstanding.heard(records)) {
                var fields = fields(one);
                fields.put("exception", why.getClass().getName());
                fields.put("message", why.line());
                fields.put("topic", topic);
                events.say("producer_send_error", fields);
            }
            events.flush();
        }

        @Override
        public void delayed(ClientFailure why) {
            // What is lost by it is said of each record.
        }
    }
}
