package io.ottla.cli.consume;

import io.ottla.base.Clock;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Interrupts;
import io.ottla.cli.tool.Progress;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;

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
        noteGroup(given, settings.text("group.id", ""), terminal);
        var out = new ByteOutput(terminal.out());
        var sink = new LineSink(
                formatter, out, terminal, given.number("--max-messages", Long.MAX_VALUE, -1, Long.MAX_VALUE));
        if (given.has("--skip-message-on-error")) {
            sink.skipErrors();
        }
        try (var interrupts = new Interrupts();
                var cluster = new Cluster(settings, Clock.system())) {
            var reading = new Reading(cluster, fetching, Selection.of(given), start);
            try {
                read(reading, sink, new Deadline(given, cluster.clock()), interrupts, terminal);
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
            Reading reading, LineSink sink, Deadline deadline, Interrupts interrupts, Terminal terminal) {
        var progress = new Progress(terminal, Clock.system(), "records");
        while (!sink.hasEnough() && !interrupts.requested()) {
            var longestWaitMs = deadline.leftMs();
            if (longestWaitMs <= 0) {
                break;
            }
            reading.discover(terminal);
            if (reading.poll(longestWaitMs, sink) > 0) {
                deadline.renew();
            }
            sink.flush();
            if (!terminal.people().out()) {
                progress.at(sink.count());
            }
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

    private static void noteGroup(Arguments given, String groupId, Terminal terminal) {
        var group = given.text("--group", groupId);
        if (!group.isEmpty()) {
            terminal.err().println("consumer groups are not supported yet: reading without group " + group);
        }
    }
}
