package io.ottla.cli.dump;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.cli.tool.Progress;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.batch.RecordHeader;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Decompressors;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes out a file of batches: a line for each, and one for each record if that is asked for. */
@OwnedBy(CREATOR)
final class LogDump {
    private final Options options;
    private final Terminal terminal;
    private final Findings findings;
    private final RecordCursor cursor = new RecordCursor(new Decompressors());

    /**
     * How much is written.
     *
     * @param deep records as well as batches
     * @param contents keys and values as well
     * @param metadata what else there is about a record; without it control records are empty lines
     * @param maxBytes of batches, from the start of the file
     */
    record Options(boolean deep, boolean contents, boolean metadata, long maxBytes, RecordText text) {}

    LogDump(Options options, Terminal terminal, Findings findings) {
        this.options = options;
        this.terminal = terminal;
        this.findings = findings;
    }

    void dump(Path file) {
        var bytes = Mapped.file(file);
        var batches = new Batches().over(bytes);
        var lastOffset = -1L;
        var progress = Progress.besideOutput(terminal, Clock.system(), "bytes");
        while (batches.next()) {
            var batch = batches.batch();
            if (batches.position() + (long) batch.sizeInBytes() > options.maxBytes()) {
                progress.end();
                return;
            }
            progress.at(batches.position());
            terminal.out().println(line(batch, batches.position()));
            if (options.deep() && batch.magic() == RecordBatch.MAGIC) {
                lastOffset = records(file, batch, lastOffset);
            }
        }
        progress.end();
        var left = bytes.limit() - batches.position();
        if (left > 0) {
            terminal.out().println("Found " + left + " invalid bytes at the end of " + file.getFileName());
        }
    }

    private static String line(RecordBatch batch, int position) {
        if (batch.magic() != RecordBatch.MAGIC) {
            return "offset: " + batch.baseOffset() + " position: " + position + " size: " + batch.sizeInBytes()
                    + " magic: " + batch.magic();
        }
        var horizon = batch.hasDeleteHorizon() ? "OptionalLong[" + batch.deleteHorizonMs() + "]" : "OptionalLong.empty";
        var code = batch.compressionCode();
        var codec = Compression.isKnown(code) ? Compression.of(code).configName() : "unknown(" + code + ")";
        return "baseOffset: " + batch.baseOffset() + " lastOffset: " + batch.lastOffset() + " count: " + batch.count()
                + " baseSequence: " + batch.baseSequence() + " lastSequence: " + batch.lastSequence()
                + " producerId: " + batch.producerId() + " producerEpoch: " + batch.producerEpoch()
                + " partitionLeaderEpoch: " + batch.leaderEpoch() + " isTransactional: " + batch.isTransactional()
                + " isControl: " + batch.isControl() + " deleteHorizonMs: " + horizon + " position: " + position
                + " " + batch.timestampType().configName() + ": " + batch.maxTimestamp()
                + " size: " + batch.sizeInBytes() + " magic: " + batch.magic() + " compresscodec: " + codec
                + " crc: " + batch.crc() + " isvalid: " + batch.crcMatches();
    }

    /** Gives back the offset of the last record. */
    private long records(Path file, RecordBatch batch, long offsetBefore) {
        var lastOffset = offsetBefore;
        try {
            cursor.over(batch);
            while (cursor.next()) {
                if (lastOffset >= 0 && cursor.offset() != lastOffset + 1) {
                    findings.add(
                            "Non-consecutive offsets in " + file.toAbsolutePath(),
                            lastOffset + " is followed by " + cursor.offset());
                }
                lastOffset = cursor.offset();
                record(batch);
            }
        } catch (MalformedMessage e) {
            findings.add(
                    "Unreadable batches in " + file.toAbsolutePath(),
                    "base offset " + batch.baseOffset() + ": " + e.getMessage());
        }
        return lastOffset;
    }

    private void record(RecordBatch batch) {
        if (batch.isControl() && !options.metadata()) {
            terminal.out().println();
            return;
        }
        var line = new StringBuilder("|");
        if (options.metadata()) {
            var sequence = batch.baseSequence() == RecordBatch.NO_SEQUENCE
                    ? RecordBatch.NO_SEQUENCE
                    : RecordBatch.sequenceAfter(batch.baseSequence(), (int) (cursor.offset() - batch.baseOffset()));
            var headers = cursor.headers().stream().map(RecordHeader::key).collect(Collectors.joining(","));
            line.append(" offset: ").append(cursor.offset());
            line.append(' ')
                    .append(batch.timestampType().configName())
                    .append(": ")
                    .append(cursor.timestamp());
            line.append(" keySize: ").append(cursor.keySize());
            line.append(" valueSize: ").append(cursor.valueSize());
            line.append(" sequence: ").append(sequence);
            line.append(" headerKeys: [").append(headers).append(']');
        }
        if (batch.isControl()) {
            line.append(' ').append(ControlText.of(cursor));
        } else if (options.contents()) {
            var key = cursor.key();
            append(line, " key: ", options.text().key(key));
            append(line, " payload: ", options.text().value(key, cursor.value(), cursor.offset()));
        }
        terminal.out().println(line);
    }

    private static void append(StringBuilder line, String name, @Nullable String text) {
        if (text != null) {
            line.append(name).append(text);
        }
    }
}
