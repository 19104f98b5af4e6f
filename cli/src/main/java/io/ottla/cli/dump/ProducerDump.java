package io.ottla.cli.dump;

import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.log.producer.ProducerSnapshot;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.stored.control.AbortedTxnCodec;
import java.nio.file.Path;

/** Writes out what a partition knows of its producers: snapshots, and the index of aborted transactions. Stateless. */
final class ProducerDump {
    private ProducerDump() {}

    static void snapshot(Path file, Terminal terminal) {
        var entries = ProducerSnapshot.parse(Mapped.file(file))
                .orElseThrow(() -> new Failure(file + " is no producer snapshot: version or checksum are wrong"));
        for (var entry : entries) {
            var open = entry.openTransactionOffset() < 0
                    ? "OptionalLong.empty"
                    : "OptionalLong[" + entry.openTransactionOffset() + "]";
            var line = "producerId: " + entry.producerId() + " producerEpoch: " + entry.epoch()
                    + " coordinatorEpoch: " + entry.coordinatorEpoch() + " currentTxnFirstOffset: " + open
                    + " lastTimestamp: " + entry.timestampMs() + " ";
            terminal.out().println(entry.lastOffset() < 0 ? line : line + lastBatch(entry));
        }
    }

    private static String lastBatch(ProducerSnapshot.Entry entry) {
        var firstSequence = entry.lastSequence() == RecordBatch.NO_SEQUENCE
                ? RecordBatch.NO_SEQUENCE
                : (int) (((long) entry.lastSequence() - entry.offsetDelta()) & Integer.MAX_VALUE);
        return "firstSequence: " + firstSequence + " lastSequence: " + entry.lastSequence() + " lastOffset: "
                + entry.lastOffset() + " offsetDelta: " + entry.offsetDelta() + " timestamp: " + entry.timestampMs();
    }

    static void aborted(Path file, Terminal terminal) {
        var in = new WireReader(Mapped.file(file));
        try {
            while (in.remaining() > 0) {
                var version = in.int16("version");
                var entry = AbortedTxnCodec.INSTANCE.read(in, version);
                terminal.out()
                        .println("version: " + version + " producerId: " + entry.producerId() + " firstOffset: "
                                + entry.firstOffset() + " lastOffset: " + entry.lastOffset() + " lastStableOffset: "
                                + entry.lastStableOffset());
            }
        } catch (MalformedMessage e) {
            throw new Failure(file + " is damaged: " + e.getMessage(), e);
        }
    }
}
