package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.wire.MalformedMessage;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.junit.jupiter.api.Test;

/** The window on a batch's header. */
final class RecordBatchTest {
    private static ByteBuffer batch() {
        return new BatchBuilder(Compressor.of(Compression.LZ4))
                .baseOffset(100)
                .leaderEpoch(7)
                .producer(12, (short) 3, 40)
                .transactional()
                .append(1000, null, new byte[] {1})
                .append(3000, new byte[] {2}, null)
                .append(2000, null, null)
                .build();
    }

    @Test
    void every_field_is_where_the_client_finds_it() {
        ByteBuffer bytes = batch();
        RecordBatch batch = new RecordBatch().wrap(bytes, 0);
        MutableRecordBatch theirs =
                MemoryRecords.readableRecords(bytes).batches().iterator().next();
        assertEquals(theirs.baseOffset(), batch.baseOffset());
        assertEquals(theirs.lastOffset(), batch.lastOffset());
        assertEquals(theirs.nextOffset(), batch.nextOffset());
        assertEquals(theirs.sizeInBytes(), batch.sizeInBytes());
        assertEquals(theirs.partitionLeaderEpoch(), batch.leaderEpoch());
        assertEquals(theirs.magic(), batch.magic());
        assertEquals(theirs.checksum(), batch.crc());
        assertEquals(theirs.checksum(), batch.computeCrc());
        assertEquals(theirs.maxTimestamp(), batch.maxTimestamp());
        assertEquals(theirs.producerId(), batch.producerId());
        assertEquals(theirs.producerEpoch(), batch.producerEpoch());
        assertEquals(theirs.baseSequence(), batch.baseSequence());
        assertEquals(theirs.lastSequence(), batch.lastSequence());
        assertEquals(theirs.countOrNull(), batch.count());
        assertEquals(theirs.isTransactional(), batch.isTransactional());
        assertEquals(theirs.isControlBatch(), batch.isControl());
        assertEquals(theirs.compressionType().id, batch.compression().code());
        assertEquals(1000, batch.baseTimestamp());
        assertEquals(2, batch.lastOffsetDelta());
        assertFalse(batch.hasDeleteHorizon());
        assertEquals(RecordBatch.NO_TIMESTAMP, batch.deleteHorizonMs());
    }

    @Test
    void offset_and_epoch_are_set_under_the_same_checksum() {
        RecordBatch batch = new RecordBatch().wrap(batch(), 0);
        long crc = batch.crc();
        batch.setBaseOffset(1L << 40);
        batch.setLeaderEpoch(99);
        assertEquals(crc, batch.crc());
        assertTrue(batch.crcMatches());
        assertEquals((1L << 40) + 2, batch.lastOffset());
        assertEquals(99, batch.leaderEpoch());
    }

    @Test
    void the_append_time_becomes_the_time_of_all_records() {
        ByteBuffer bytes = batch();
        RecordBatch batch = new RecordBatch().wrap(bytes, 0);
        batch.stampLogAppendTime(5000);
        assertTrue(batch.crcMatches());
        assertEquals(TimestampType.LOG_APPEND_TIME, batch.timestampType());
        assertTrue(batch.isTransactional());
        List<Long> times = new ArrayList<>();
        for (Record record : MemoryRecords.readableRecords(bytes).records()) {
            times.add(record.timestamp());
        }
        assertEquals(List.of(5000L, 5000L, 5000L), times);
    }

    @Test
    void any_changed_bit_behind_the_checksum_is_noticed() {
        ByteBuffer bytes = batch();
        RecordBatch batch = new RecordBatch().wrap(bytes, 0);
        for (int at = RecordBatch.CRC; at < bytes.limit(); at++) {
            for (int bit = 0; bit < 8; bit++) {
                flip(bytes, at, bit);
                assertFalse(batch.crcMatches(), "byte " + at + " bit " + bit);
                flip(bytes, at, bit);
            }
        }
        assertTrue(batch.crcMatches());
    }

    private static void flip(ByteBuffer bytes, int at, int bit) {
        bytes.put(at, (byte) (bytes.get(at) ^ (1 << bit)));
    }

    @Test
    void nonsense_sizes_match_no_checksum() {
        ByteBuffer bytes = batch();
        for (int length : new int[] {0, -1, 1, 48, bytes.limit(), Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            bytes.putInt(RecordBatch.LENGTH, length);
            assertFalse(new RecordBatch().wrap(bytes, 0).crcMatches(), "length " + length);
        }
    }

    @Test
    void a_window_moves_between_buffers_and_leaves_their_positions() {
        ByteBuffer two = ByteBuffer.allocateDirect(1000);
        two.put(3, batch(), 0, batch().limit());
        two.position(900).limit(950);
        RecordBatch batch = new RecordBatch().wrap(batch(), 0);
        assertTrue(batch.crcMatches());
        assertTrue(batch.wrap(two, 3).crcMatches());
        batch.stampLogAppendTime(1);
        assertTrue(batch.crcMatches());
        assertEquals(900, two.position());
        assertEquals(950, two.limit());
    }

    @Test
    void zero_follows_the_largest_sequence_number() {
        ByteBuffer bytes = new BatchBuilder()
                .producer(1, (short) 0, Integer.MAX_VALUE)
                .append(0, null, null)
                .append(0, null, null)
                .build();
        assertEquals(0, new RecordBatch().wrap(bytes, 0).lastSequence());
        assertEquals(4, RecordBatch.sequenceAfter(Integer.MAX_VALUE - 5, 10));
        ByteBuffer without =
                new BatchBuilder().append(0, null, null).append(0, null, null).build();
        assertEquals(RecordBatch.NO_SEQUENCE, new RecordBatch().wrap(without, 0).lastSequence());
    }

    @Test
    void an_unknown_codec_has_a_number_but_no_name() {
        ByteBuffer bytes = batch();
        bytes.putShort(RecordBatch.ATTRIBUTES, (short) 6);
        RecordBatch batch = new RecordBatch().wrap(bytes, 0);
        assertEquals(6, batch.compressionCode());
        assertThrows(MalformedMessage.class, batch::compression);
    }
}
