package io.ottla.cli.produce;

import io.ottla.base.Clock;
import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.DeliveryListener;
import io.ottla.cli.client.Producer;
import io.ottla.cli.client.ProducerSettings;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Progress;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.io.IOException;

/** kafka-console-producer: every line of standard input becomes a record. */
public final class ConsoleProducerTool implements Tool {
    private static final String LINE_READER = "LineMessageReader";
    /** How often progress is looked at: every so many lines. */
    private static final int PROGRESS_LINES = 1 << 10;

    @Override
    public Usage usage() {
        return ProducerOptions.addTo(
                Usage.of("kafka-console-producer.sh", "Writes the lines of standard input to a topic, a record each."));
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var topic = given.required("--topic");
        var reader = given.text("--line-reader", LINE_READER);
        if (!reader.endsWith(LINE_READER)) {
            throw new Failure("--line-reader " + reader + " is not built in; there is only " + LINE_READER);
        }
        ProducerOptions.warnOfDeprecated(given, terminal);
        var parser = new LineParser(new ReaderProperties(ProducerOptions.readerProperties(given)));
        var settings = ProducerOptions.settings(given);
        var producing = ProducerSettings.of(settings);
        var complaints = new Complaints(terminal);
        try (var cluster = new Cluster(settings, Clock.system());
                var producer = new Producer(cluster, producing, topic, complaints)) {
            send(new LineInput(terminal.in()), parser, producer, given.has("--sync"), terminal);
            producer.drain();
            complaints.failIfAny(producer.acknowledged());
        } catch (IOException e) {
            throw new Failure("standard input cannot be read: " + e.getMessage(), e);
        }
    }

    private static void send(LineInput lines, LineParser parser, Producer producer, boolean oneByOne, Terminal terminal)
            throws IOException {
        var progress = new Progress(terminal, Clock.system(), "records");
        var prompts = terminal.isPrompted();
        prompt(prompts, terminal);
        while (lines.next()) {
            parser.parse(lines);
            producer.send(parser.key(), parser.value(), parser.headers());
            var mayBlock = lines.mayBlock();
            if (oneByOne || mayBlock) {
                producer.drain();
            }
            prompt(prompts && mayBlock, terminal);
            if (lines.number() % PROGRESS_LINES == 0) {
                progress.at(lines.number());
            }
        }
        progress.end();
    }

    private static void prompt(boolean now, Terminal terminal) {
        if (now) {
            terminal.out().print(">");
            terminal.out().flush();
        }
    }

    /** Says what was not written, the first few times in full. */
    private static final class Complaints implements DeliveryListener {
        private static final int IN_FULL = 10;

        private final Terminal terminal;
        private int complaints;
        private long records;

        Complaints(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void refused(Records lost, ClientFailure why) {
            var count = lost.count();
            records += count;
            if (++complaints <= IN_FULL) {
                terminal.err()
                        .println("Error when sending " + count + (count == 1 ? " record" : " records") + " to "
                                + lost.partition() + ": " + why.line());
            }
        }

        @Override
        public void delayed(ClientFailure why) {
            terminal.err().println(why.line() + "; still trying");
        }

        void failIfAny(long written) {
            if (records > 0) {
                throw new Failure(records + " of " + (records + written) + " records were not written");
            }
        }
    }
}
