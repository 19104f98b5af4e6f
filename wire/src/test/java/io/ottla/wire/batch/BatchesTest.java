package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches one behind the other. */
final class BatchesTest {
    private static final int SIZE = batch(0).limit();

    private static ByteBuffer batch(long baseOffset) {
        return new BatchBuilder()
                .baseOffset(baseOffset)
                .append(0, null, new byte[20])
                .build();
    }

    private static ByteBuffer three() {
        return ByteBuffer.allocate(3 * SIZE)
                .put(batch(0))
                .put(batch(1))
                .put(batch(2))
                .flip();
    }

    private static List<Long> offsets(Batches batches) {
        List<Long> offsets = new ArrayList<>();
        while (batches.next()) {
            offsets.add(batches.batch().baseOffset());
        }
        return offsets;
    }

    @Test
    void whole_batches_are_found_and_a_cut_one_is_partial() {
        ByteBuffer bytes = three();
        Batches batches = new Batches();
        for (int to = 0; to <= 3 * SIZE; to++) {
            int whole = to / SIZE;
            assertEquals(List.of(0L, 1L, 2L).subList(0, whole), offsets(batches.over(bytes, 0, to)));
            assertEquals(to % SIZE == 0 ? Batches.End.CLEAN : Batches.End.PARTIAL, batches.end(), "up to " + to);
            assertEquals(whole * SIZE, batches.position());
            assertEquals(whole * SIZE, Batches.wholeBytes(bytes, 0, to));
        }
    }

    @Test
    void a_walk_begins_at_the_position_and_leaves_it() {
        ByteBuffer bytes = three().position(SIZE);
        assertEquals(List.of(1L, 2L), offsets(new Batches().over(bytes)));
        assertEquals(SIZE, bytes.position());
    }

    @Test
    void what_cannot_be_a_batch_ends_the_walk() {
        for (int length : new int[] {0, -1, 13, 48, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            ByteBuffer bytes = three();
            bytes.putInt(SIZE + RecordBatch.LENGTH, length);
            Batches batches = new Batches().over(bytes);
            assertEquals(List.of(0L), offsets(batches));
            assertEquals(Batches.End.NOT_A_BATCH, batches.end(), "length " + length);
        }
        for (byte magic : new byte[] {-1, 3, 127}) {
            assertEquals(Batches.NOT_A_BATCH, Batches.sizeAt(three().put(RecordBatch.MAGIC_AT, magic), 0, SIZE));
        }
    }

    @Test
    void a_size_is_told_as_soon_as_the_magic_is_there() {
        ByteBuffer bytes = three();
        assertEquals(Batches.TOO_FEW_BYTES, Batches.sizeAt(bytes, 0, 16));
        assertEquals(SIZE, Batches.sizeAt(bytes, 0, 17));
        assertEquals(SIZE, Batches.sizeAt(bytes, 2 * SIZE, 3 * SIZE));
    }

    @Test
    void messages_of_the_old_formats_are_walked_over_too() {
        ByteBuffer bytes = ByteBuffer.allocate(26 + SIZE);
        bytes.putLong(0, 5).putInt(RecordBatch.LENGTH, 14).put(RecordBatch.MAGIC_AT, (byte) 1);
        bytes.put(26, batch(6), 0, SIZE);
        Batches batches = new Batches().over(bytes);
        assertTrue(batches.next());
        assertEquals(1, batches.batch().magic());
        assertEquals(26, batches.batch().sizeInBytes());
        assertTrue(batches.next());
        assertEquals(6, batches.batch().baseOffset());
        assertFalse(batches.next());
    }
}
