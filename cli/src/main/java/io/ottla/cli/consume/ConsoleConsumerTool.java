package io.ottla.cli.consume;

import io.ottla.base.Clock;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.group.MemberSettings;
import io.ottla.cli.client.group.RebalanceListener;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Interrupts;
import io.ottla.cli.tool.Progress;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.util.Map;

/** kafka-console-consumer: records become lines on standard output. */
public final class ConsoleConsumerTool implements Tool {
    @Override
    public Usage usage() {
        return ConsumerOptions.addTo(
                Usage.of("kafka-console-consumer.sh", "Reads topics and writes their records to standard output."));
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        ConsumerOptions.check(given);
        ConsumerOptions.warnOfDeprecated(given, terminal);
        var settings = ConsumerOptions.settings(given);
        var fetching = FetchSettings.of(settings);
        var start = StartingPoint.of(given, settings.text("auto.offset.reset", "latest"));
        var formatter = formatter(given);
        var out = new ByteOutput(terminal.out());
        var sink = new LineSink(
                formatter, out, terminal, given.number("--max-messages", Long.MAX_VALUE, -1, Long.MAX_VALUE));
        if (given.has("--skip-message-on-error")) {
            sink.skipErrors();
        }
        try (var interrupts = new Interrupts();
                var cluster = new Cluster(settings, Clock.system())) {
            try (var source = source(given, cluster, fetching, start, terminal)) {
                read(source, sink, new Deadline(given, cluster.clock()), interrupts, terminal);
            } finally {
                sink.flush();
                if (given.has("--enable-systest-events")) {
                    terminal.out().println("shutdown_complete");
                    terminal.out().flush();
                }
                terminal.err().println("Processed a total of " + sink.count() + " messages");
            }
        }
    }

    private static void read(
            Source source, LineSink sink, Deadline deadline, Interrupts interrupts, Terminal terminal) {
        var progress = Progress.besideOutput(terminal, Clock.system(), "records");
        while (!sink.hasEnough() && !interrupts.requested()) {
            var longestWaitMs = deadline.leftMs();
            if (longestWaitMs <= 0) {
                break;
            }
            if (source.poll(longestWaitMs, sink) > 0) {
                deadline.renew();
            }
            sink.flush();
            progress.at(sink.count());
        }
        progress.end();
    }

    private static RecordFormatter formatter(Arguments given) {
        var name = given.text("--formatter", "DefaultMessageFormatter");
        var simple = name.substring(name.lastIndexOf('.') + 1);
        return switch (simple) {
            case "DefaultMessageFormatter", "LoggingMessageFormatter" ->
                new LineFormatter(new FormatterProperties(ConsumerOptions.formatterProperties(given)));
            case "NoOpMessageFormatter" -> (record, out) -> {};
            default ->
                throw new Failure("--formatter " + name + " is not built in; there are DefaultMessageFormatter,"
                        + " LoggingMessageFormatter and NoOpMessageFormatter");
        };
    }

    /** Without a group unless one is asked for: that is quicker, and nothing is left behind in the cluster. */
    private static Source source(
            Arguments given, Cluster cluster, FetchSettings fetching, StartingPoint start, Terminal terminal) {
        var groupId = given.text("--group", cluster.settings().text("group.id", ""));
        var selection = Selection.of(given);
        if (groupId.isEmpty()) {
            return new Reading(cluster, fetching, selection, start, terminal);
        }
        var properties = given.has("--from-beginning")
                ? cluster.settings().with(Map.of("auto.offset.reset", "earliest"))
                : cluster.settings();
        var member = MemberSettings.of(properties, groupId);
        if (given.has("--partition")) {
            var reading = new Reading(cluster, fetching, selection, start, terminal);
            return new AloneInGroup(cluster, member, reading);
        }
        return new GroupReading(cluster, selection, member, fetching, RebalanceListener.NONE);
    }
}
