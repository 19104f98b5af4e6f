package io.ottla.cli.dump;

import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.stored.OffsetsTopicRecords;
import io.ottla.wire.stored.ShareStateTopicRecords;
import io.ottla.wire.stored.TransactionTopicRecords;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** kafka-dump-log: writes out the files of partitions, each according to its ending. */
public final class DumpLogTool implements Tool {
    private static final String[] DECODERS = {
        "--cluster-metadata-decoder",
        "--offsets-decoder",
        "--transaction-log-decoder",
        "--share-group-state-decoder",
        "--remote-log-metadata-decoder"
    };
    private static final Pattern SNAPSHOT_NAME = Pattern.compile("(\\d{20})-(\\d{10})\\.checkpoint");
    private static final String STRING_DECODER = "StringDecoder";

    @Override
    public Usage usage() {
        return Usage.of("kafka-dump-log.sh", "Writes out what lies in the files of partitions.")
                .value(
                        "--files",
                        "file,...",
                        "The files: .log, .index, .timeindex, .txnindex, .snapshot, .checkpoint. Required.")
                .flag("--deep-iteration", "Shows every record, not only batches.")
                .flag("--print-data-log", "Shows keys and values of records as well.")
                .flag("--skip-record-metadata", "Shows nothing but keys and values of records.")
                .flag("--index-sanity-check", "Only checks whether a broker would take an index as it is.")
                .flag("--verify-index-only", "Only says where an index and its log do not agree.")
                .value("--max-bytes", "count", "Shows batches of the first bytes of a log only.")
                .value("--max-message-size", "bytes", "Has no effect: batches of any size are read.")
                .flag("--cluster-metadata-decoder", "Shows records as those of the metadata log.")
                .flag("--offsets-decoder", "Shows records as those of __consumer_offsets.")
                .flag("--transaction-log-decoder", "Shows records as those of __transaction_state.")
                .flag("--share-group-state-decoder", "Shows records as those of __share_group_state.")
                .flag("--remote-log-metadata-decoder", "Not supported yet.")
                .optionalValue(
                        "--key-decoder-class",
                        "class",
                        STRING_DECODER,
                        "How keys are shown: Kafka's StringDecoder (the default), IntegerDecoder or LongDecoder.")
                .optionalValue("--value-decoder-class", "class", STRING_DECODER, "How values are shown.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var files = List.of(given.required("--files").split(",", -1));
        if (given.has("--remote-log-metadata-decoder")) {
            throw given.mistake("--remote-log-metadata-decoder is not supported yet");
        }
        if (Arrays.stream(DECODERS).filter(given::has).count() > 1) {
            throw given.mistake("only one decoder can be used at a time");
        }
        var findings = new Findings();
        var logs = new LogDump(options(given), terminal, findings);
        var indexes =
                new IndexDump(given.has("--index-sanity-check"), given.has("--verify-index-only"), terminal, findings);
        for (var file : files) {
            dump(Path.of(file.strip()), logs, indexes, terminal);
        }
        findings.print(terminal);
    }

    private static void dump(Path file, LogDump logs, IndexDump indexes, Terminal terminal) {
        var out = terminal.out();
        out.println("Dumping " + file);
        var name = String.valueOf(file.getFileName());
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "log" -> {
                out.println("Log starting offset: " + baseOffset(file, name));
                logs.dump(file);
            }
            case "checkpoint" -> {
                var numbers = SNAPSHOT_NAME.matcher(name);
                out.println(
                        numbers.matches()
                                ? "Snapshot end offset: " + Long.parseLong(numbers.group(1)) + ", epoch: "
                                        + Long.parseLong(numbers.group(2))
                                : "KRaft bootstrap snapshot");
                logs.dump(file);
            }
            case "index" -> indexes.offsets(file, baseOffset(file, name));
            case "timeindex" -> indexes.times(file, baseOffset(file, name));
            case "txnindex" -> ProducerDump.aborted(file, terminal);
            case "snapshot" -> ProducerDump.snapshot(file, terminal);
            default -> {
                out.flush();
                terminal.err().println("Ignoring unknown file " + file);
            }
        }
    }

    private static long baseOffset(Path file, String name) {
        try {
            return Long.parseLong(name.substring(0, name.indexOf('.')));
        } catch (NumberFormatException notANumber) {
            throw new Failure(file + " is no file of a segment: its name does not begin with an offset");
        }
    }

    private static LogDump.Options options(Arguments given) {
        var contents = given.has("--print-data-log")
                || given.has("--key-decoder-class")
                || given.has("--value-decoder-class")
                || Arrays.stream(DECODERS).anyMatch(given::has);
        return new LogDump.Options(
                contents || given.has("--deep-iteration"),
                contents,
                !given.has("--skip-record-metadata"),
                given.number("--max-bytes", Integer.MAX_VALUE, 0, Long.MAX_VALUE),
                text(given));
    }

    private static RecordText text(Arguments given) {
        if (given.has("--cluster-metadata-decoder")) {
            return RecordText.CLUSTER_METADATA;
        }
        if (given.has("--offsets-decoder")) {
            return RecordText.stored(OffsetsTopicRecords.INSTANCE);
        }
        if (given.has("--transaction-log-decoder")) {
            return RecordText.stored(TransactionTopicRecords.INSTANCE);
        }
        if (given.has("--share-group-state-decoder")) {
            return RecordText.stored(ShareStateTopicRecords.INSTANCE);
        }
        return RecordText.of(
                rule(given.text("--key-decoder-class", STRING_DECODER)),
                rule(given.text("--value-decoder-class", STRING_DECODER)));
    }

    private static RecordText.FieldRule rule(String decoder) {
        return switch (decoder.substring(decoder.lastIndexOf('.') + 1)) {
            case "StringDecoder", "DefaultDecoder" -> RecordText.FieldRule.STRING;
            case "IntegerDecoder" -> RecordText.FieldRule.INTEGER;
            case "LongDecoder" -> RecordText.FieldRule.LONG;
            default ->
                throw new Failure("decoder " + decoder
                        + " is not built in; there are StringDecoder, IntegerDecoder and LongDecoder");
        };
    }
}
