package io.ottla.log.producer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The content of a .snapshot file: the producers of a log as they were at the offset in its name. Version 1: int16 version,
 * uint32 CRC-32C of what follows, int32 count, then 46 bytes a producer. Of the last five batches only the last is kept.
 */
public final class ProducerSnapshot {
    private static final short VERSION = 1;
    private static final int CRC_AT = 2;
    private static final int COVERED_FROM = 6;
    private static final int HEAD_BYTES = 10;
    static final int ENTRY_BYTES = 46;

    private ProducerSnapshot() {}

    /** One producer as the file has it. -1 where there is no batch, marker or open transaction. */
    public record Entry(
            long producerId,
            short epoch,
            int lastSequence,
            long lastOffset,
            int offsetDelta,
            long timestampMs,
            int coordinatorEpoch,
            long openTransactionOffset) {}

    static ByteBuffer write(ProducerTable producers) {
        var bytes = ByteBuffer.allocate(HEAD_BYTES + producers.size() * ENTRY_BYTES);
        bytes.putShort(VERSION).putInt(0).putInt(producers.size());
        producers.forEach(producer -> bytes.putLong(producer.producerId())
                .putShort(producer.epoch())
                .putInt(producer.lastSequence())
                .putLong(producer.lastOffset())
                .putInt(producer.lastOffsetDelta())
                .putLong(producer.lastTimestampMs())
                .putInt(producer.coordinatorEpoch())
                .putLong(producer.openTransactionOffset()));
        bytes.flip();
        return bytes.putInt(CRC_AT, crc(bytes));
    }

    /** Empty if it is no whole snapshot of a version known here. */
    public static Optional<List<Entry>> parse(ByteBuffer bytes) {
        if (bytes.remaining() < HEAD_BYTES || bytes.getShort(0) != VERSION || bytes.getInt(CRC_AT) != crc(bytes)) {
            return Optional.empty();
        }
        var count = bytes.getInt(COVERED_FROM);
        if (count < 0 || (long) count * ENTRY_BYTES != bytes.remaining() - HEAD_BYTES) {
            return Optional.empty();
        }
        bytes.position(HEAD_BYTES);
        var entries = new ArrayList<Entry>(count);
        for (var i = 0; i < count; i++) {
            entries.add(new Entry(
                    bytes.getLong(),
                    bytes.getShort(),
                    bytes.getInt(),
                    bytes.getLong(),
                    bytes.getInt(),
                    bytes.getLong(),
                    bytes.getInt(),
                    bytes.getLong()));
        }
        return Optional.of(entries);
    }

    private static int crc(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate().position(COVERED_FROM));
        return (int) crc.getValue();
    }
}
