package io.ottla.compat.hostile;

import io.ottla.compat.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.utils.internals.ByteBufferOutputStream;

/** A record batch whose every field is what a test wants it to be. */
final class Batch {
    static final int LENGTH_AT = 8;
    static final int MAGIC_AT = 16;
    static final int CRC_AT = 17;
    static final int ATTRIBUTES_AT = 21;
    static final int LAST_OFFSET_DELTA_AT = 23;
    static final int BASE_TIMESTAMP_AT = 27;
    static final int PRODUCER_ID_AT = 43;
    static final int BASE_SEQUENCE_AT = 53;
    static final int COUNT_AT = 57;
    static final int RECORDS_AT = 61;

    private static final short VERSION = 9;

    private Batch() {}

    /** A good batch of one record around {@code records}, which are compressed already. */
    static ByteBuffer around(byte[] records, int codec) {
        var batch = ByteBuffer.allocate(RECORDS_AT + records.length);
        batch.putLong(0)
                .putInt(RECORDS_AT - 12 + records.length)
                .putInt(-1)
                .put((byte) 2)
                .putInt(0);
        long now = System.currentTimeMillis();
        batch.putShort((short) codec).putInt(0).putLong(now).putLong(now);
        batch.putLong(-1).putShort((short) -1).putInt(-1).putInt(1).put(records).flip();
        return sealed(batch);
    }

    /** Writes the checksum the bytes have now. */
    static ByteBuffer sealed(ByteBuffer batch) {
        var crc = new CRC32C();
        crc.update(batch.duplicate().position(ATTRIBUTES_AT));
        return batch.putInt(CRC_AT, (int) crc.getValue());
    }

    /** One plain record with a value of so many zeros. */
    static byte[] record(int zeros) {
        var out = new ByteArrayOutputStream();
        write(out, zeros);
        return out.toByteArray();
    }

    /** A batch of one record that unfolds to so many zeros. */
    static ByteBuffer bomb(CompressionType codec, int zeros) {
        var compressed = new ByteBufferOutputStream(1 << 16);
        try (var out =
                org.apache.kafka.common.compress.Compression.of(codec).build().wrapForOutput(compressed, (byte) 2)) {
            write(out, zeros);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var bytes = new byte[compressed.position()];
        compressed.buffer().flip().get(bytes);
        return around(bytes, codec.id);
    }

    private static void write(OutputStream out, int zeros) {
        var head = new ByteArrayOutputStream();
        head.writeBytes(new byte[3]); // attributes, timestamp, offset
        zigzag(head, -1);
        zigzag(head, zeros);
        try {
            var length = new ByteArrayOutputStream();
            zigzag(length, head.size() + zeros + 1);
            out.write(length.toByteArray());
            out.write(head.toByteArray());
            var piece = new byte[1 << 16];
            for (int left = zeros; left > 0; left -= piece.length) {
                out.write(piece, 0, Math.min(left, piece.length));
            }
            out.write(0); // no headers
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As records have their lengths. */
    static void zigzag(ByteArrayOutputStream out, int value) {
        int left = (value << 1) ^ (value >> 31);
        for (; (left & ~0x7f) != 0; left >>>= 7) {
            out.write((left & 0x7f) | 0x80);
        }
        out.write(left);
    }

    /** A Produce that carries these bytes as its records. */
    static byte[] produce(String topic, ByteBuffer batch) {
        var partition =
                new PartitionProduceData().setIndex(0).setRecords(MemoryRecords.readableRecords(batch.duplicate()));
        var data = new ProduceRequestData()
                .setAcks((short) -1)
                .setTimeoutMs(10_000)
                .setTopicData(new TopicProduceDataCollection(
                        List.of(new TopicProduceData().setName(topic).setPartitionData(List.of(partition)))
                                .iterator()));
        return Peer.frame(new ProduceRequest(data, VERSION), 7);
    }

    /** The error in the answer to such a Produce. */
    static int error(ByteBuffer answer) {
        // correlation id, tags, count, topic with its length, count, partition: all of known width
        int topic = answer.get(6) - 1;
        return answer.getShort(7 + topic + 1 + 4);
    }
}
