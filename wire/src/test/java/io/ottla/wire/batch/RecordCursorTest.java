package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records one after the other. */
final class RecordCursorTest {
    private final RecordCursor cursor = new RecordCursor(new Decompressors());

    private static RecordBatch window(ByteBuffer bytes) {
        return new RecordBatch().wrap(bytes, bytes.position());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void records_far_larger_than_a_piece_come_whole(Compression compression) {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        ByteBuffer bytes = new BatchBuilder(Compressor.of(compression))
                .append(1, new byte[] {1}, new byte[] {2})
                .append(2, large, large)
                .append(3, null, new byte[0])
                .build();
        cursor.over(window(bytes));
        assertTrue(cursor.next());
        assertTrue(cursor.next());
        assertEquals(ByteBuffer.wrap(large), cursor.key());
        assertEquals(ByteBuffer.wrap(large), cursor.value());
        assertTrue(cursor.next());
        assertNull(cursor.key());
        assertEquals(ByteBuffer.allocate(0), cursor.value());
        assertFalse(cursor.next());
        assertFalse(cursor.next());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void a_batch_is_read_where_it_lies(Compression compression) {
        SampleBatch sample = SampleBatch.random(new Random(5));
        ByteBuffer bytes = sample.build(Compressor.of(compression));
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.limit() + 50).put(17, bytes, 0, bytes.limit());
        for (ByteBuffer place : List.of(direct, direct.asReadOnlyBuffer(), readOnlyHeap(bytes))) {
            RecordBatch batch = new RecordBatch().wrap(place, 17);
            assertEquals(sample.lines(), SampleBatch.read(cursor.over(batch)));
        }
    }

    private static ByteBuffer readOnlyHeap(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.limit() + 50)
                .put(17, bytes, 0, bytes.limit())
                .asReadOnlyBuffer();
    }

    @Test
    void offsets_may_have_gaps() {
        ByteBuffer bytes = new BatchBuilder()
                .baseOffset(1000)
                .appendAt(1003, 5, null, null, List.of())
                .appendAt(1010, 6, null, null, List.of())
                .append(7, null, null)
                .build();
        cursor.over(window(bytes));
        for (long offset : new long[] {1003, 1010, 1011}) {
            assertTrue(cursor.next());
            assertEquals(offset, cursor.offset());
        }
        assertFalse(cursor.next());
    }

    @Test
    void sizes_are_told_with_nothing_for_null() {
        ByteBuffer bytes = new BatchBuilder()
                .append(5, null, new byte[300])
                .append(6, new byte[0], null)
                .build();
        cursor.over(window(bytes));
        assertTrue(cursor.next());
        assertEquals(-1, cursor.keySize());
        assertEquals(300, cursor.valueSize());
        assertEquals(309, cursor.sizeInBytes());
        assertFalse(cursor.hasKey());
        assertTrue(cursor.next());
        assertEquals(0, cursor.keySize());
        assertEquals(-1, cursor.valueSize());
        assertNotNull(cursor.copyOfKey());
        assertNull(cursor.copyOfValue());
        assertFalse(cursor.hasValue());
        assertEquals(0, cursor.headerCount());
    }

    @Test
    void no_batch_unfolds_beyond_the_limit() {
        ByteBuffer bytes = new BatchBuilder(Compressor.of(Compression.ZSTD))
                .append(5, null, new byte[1000])
                .build();
        assertTrue(
                new RecordCursor(new Decompressors(), 1010).over(window(bytes)).next());
        RecordCursor tooSmall = new RecordCursor(new Decompressors(), 1000).over(window(bytes));
        assertThrows(MalformedMessage.class, tooSmall::next);
    }

    @Test
    void old_formats_and_wrong_counts_are_malformed() {
        ByteBuffer old = new BatchBuilder().append(5, null, null).build().put(RecordBatch.MAGIC_AT, (byte) 1);
        assertThrows(MalformedMessage.class, () -> cursor.over(window(old)));
        ByteBuffer fewer =
                new BatchBuilder().append(5, null, null).append(5, null, null).build();
        fewer.putInt(RecordBatch.COUNT, 1);
        cursor.over(window(fewer));
        assertTrue(cursor.next());
        assertThrows(MalformedMessage.class, cursor::next);
        fewer.putInt(RecordBatch.COUNT, -1);
        assertThrows(MalformedMessage.class, cursor.over(window(fewer))::next);
    }

    @Test
    void two_streams_at_a_time_on_one_decompressor_are_a_defect() {
        byte[] noise = new byte[1 << 20];
        new Random(2).nextBytes(noise);
        ByteBuffer bytes = new BatchBuilder(Compressor.of(Compression.GZIP))
                .append(5, null, noise)
                .append(5, null, noise)
                .build();
        Decompressors shared = new Decompressors();
        RecordCursor first = new RecordCursor(shared).over(window(bytes));
        assertTrue(first.next());
        assertTrue(new RecordCursor(shared).over(window(bytes)).next());
        assertThrows(Check.BrokenInvariant.class, first::next);
    }
}
