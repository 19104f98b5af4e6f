package io.ottla.cli.verify;

import io.ottla.base.Clock;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.client.group.Committed;
import io.ottla.cli.client.group.MemberSettings;
import io.ottla.cli.client.group.RebalanceListener;
import io.ottla.cli.consume.GroupReading;
import io.ottla.cli.consume.Selection;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Interrupts;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** kafka-verifiable-consumer: reads in a group, and says what it is given, what it reads and what it commits. */
public final class VerifiableConsumerTool implements Tool {
    private static final int ROUND_MS = 500;

    @Override
    public Usage usage() {
        return Usage.of("kafka-verifiable-consumer.sh", "Reads in a group and says what happens as JSON.")
                .value("--bootstrap-server", "host:port,...", "Where to find the cluster. Required.")
                .value("--topic", "name", "The topic to read. Required.")
                .value("--group-id", "name", "The group to read in. Required.")
                .value("--group-instance-id", "id", "Makes this a static member.")
                .value("--group-protocol", "protocol", "classic (the default); consumer is not supported yet.")
                .value("--group-remote-assignor", "name", "Only for the protocol that is not supported yet.")
                .value("--max-messages", "count", "How many to read; -1 (the default) until stopped.")
                .value("--session-timeout", "ms", "After how long a silence the group goes on without this member.")
                .flag("--verbose", "Also says each record.")
                .flag("--enable-autocommit", "Commits now and then, not after each round.")
                .value("--reset-policy", "policy", "earliest (the default), latest or none: where to begin.")
                .value(
                        "--assignment-strategy",
                        "class",
                        "How partitions are shared out: RangeAssignor (the default) or RoundRobinAssignor.")
                .value("--command-config", "file", "A properties file with properties of the consumer.")
                .value("--consumer.config", "file", "The old name of --command-config.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        given.required("--bootstrap-server");
        var topic = given.required("--topic");
        var groupId = given.required("--group-id");
        checkProtocol(given);
        var settings = settings(given, terminal);
        var member = MemberSettings.of(settings, groupId);
        var most = given.number("--max-messages", -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        var clock = Clock.system();
        var events = new Events(terminal, clock);
        var round = new Round(events, most < 0 ? Long.MAX_VALUE : most, given.has("--verbose"));
        var stopped = false;
        try (var interrupts = new Interrupts();
                var cluster = new Cluster(settings, clock)) {
            events.say("startup_complete");
            try (var source = new GroupReading(
                    cluster, Selection.topic(topic), member, FetchSettings.of(settings), new Said(events))) {
                while (!round.hasEnough() && !stopped) {
                    if (source.poll(ROUND_MS, round) > 0) {
                        round.end();
                        if (!given.has("--enable-autocommit")) {
                            commit(source, events);
                        }
                        events.flush();
                    }
                    stopped = interrupts.requested();
                }
                if (stopped) {
                    events.say("shutdown_requested");
                }
            }
            events.say("shutdown_complete");
            if (!stopped) {
                events.say("shutdown_requested");
            }
        }
    }

    private static void checkProtocol(Arguments given) {
        var protocol = given.text("--group-protocol", "classic");
        if (!protocol.equalsIgnoreCase("classic")) {
            throw new Failure("--group-protocol " + protocol + " is not supported yet, only classic");
        }
    }

    private static ClientSettings settings(Arguments given, Terminal terminal) {
        var properties = new TreeMap<String, String>();
        if (given.has("--consumer.config")) {
            if (given.has("--command-config")) {
                given.refuseWith("--command-config", "--consumer.config");
            }
            terminal.err().println("--consumer.config is deprecated; use --command-config");
        }
        given.text("--consumer.config").map(PropertyFile::read).ifPresent(properties::putAll);
        given.text("--command-config").map(PropertyFile::read).ifPresent(properties::putAll);
        properties.put("enable.auto.commit", String.valueOf(given.has("--enable-autocommit")));
        properties.put("auto.offset.reset", given.text("--reset-policy", "earliest"));
        given.text("--assignment-strategy").ifPresent(name -> properties.put("partition.assignment.strategy", name));
        given.text("--session-timeout").ifPresent(ms -> properties.put("session.timeout.ms", ms));
        given.text("--group-instance-id").ifPresent(id -> properties.put("group.instance.id", id));
        return new ClientSettings(HostPort.parseList(given.required("--bootstrap-server")), properties);
    }

    private static void commit(GroupReading source, Events events) {
        var positions = source.positions();
        @Nullable String error = null;
        try {
            source.commit(positions);
        } catch (BrokerRefused refused) {
            error = refused.line();
        } catch (ClientFailure unreachable) {
            error = unreachable.line();
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("offsets", offsets(positions));
        if (error != null) {
            fields.put("error", error);
        }
        fields.put("success", error == null);
        events.say("offsets_committed", fields);
    }

    private static List<Map<String, Object>> offsets(Map<TopicPartition, Committed> positions) {
        var offsets = new ArrayList<Map<String, Object>>();
        positions.forEach((partition, position) -> {
            var fields = Events.partition(partition);
            fields.put("offset", position.offset());
            offsets.add(fields);
        });
        return offsets;
    }

    /** What the group gives and takes. */
    private record Said(Events events) implements RebalanceListener {
        @Override
        public void assigned(List<TopicPartition> partitions) {
            events.say("partitions_assigned", Map.of("partitions", Events.partitions(partitions)));
            events.flush();
        }

        @Override
        public void revoked(List<TopicPartition> partitions) {
            events.say("partitions_revoked", Map.of("partitions", Events.partitions(partitions)));
            events.flush();
        }
    }
}
