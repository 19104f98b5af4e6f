package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.nio.ByteBuffer;

/**
 * Walks the batches that lie one behind the other in a region of a buffer, by their length fields alone, moving one
 * {@link RecordBatch} along. Reusable, makes no garbage, allocates nothing, leaves the buffer's position and limit
 * alone.
 *
 * <pre>
 *   batches.over(buffer);
 *   while (batches.next()) { ... batches.batch() ... }
 *   switch (batches.end()) { ... }
 * </pre>
 */
@OwnedBy(CREATOR)
public final class Batches {
    /** What {@link #sizeAt} answers when fewer bytes are there than are needed to tell. */
    public static final int TOO_FEW_BYTES = -1;
    /** What {@link #sizeAt} answers when no batch of any format can begin so. */
    public static final int NOT_A_BATCH = -2;

    /** Offset, length and the bytes up to and including the magic byte, which lies in the same place in all formats. */
    static final int BYTES_UP_TO_MAGIC = 17;
    /** The smallest message of format 0, without its offset and length: crc, magic, attributes, two lengths. */
    private static final int SMALLEST_OLD_MESSAGE_BYTES = 14;

    private final RecordBatch batch = new RecordBatch();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int position;
    private int nextPosition;
    private int to;
    private End end = End.CLEAN;

    /** How a region ended once {@link #next} has answered false. */
    public enum End {
        /** With the last byte of a batch, or it was empty. */
        CLEAN,
        /** In the middle of a batch; more bytes may follow somewhere. */
        PARTIAL,
        /** With bytes that cannot be the beginning of a batch. */
        NOT_A_BATCH
    }

    /** Begins at the buffer's position and goes up to its limit. */
    public Batches over(ByteBuffer newBuffer) {
        return over(newBuffer, newBuffer.position(), newBuffer.limit());
    }

    /** Begins at index {@code from} and goes up to index {@code newTo}, exclusive. */
    public Batches over(ByteBuffer newBuffer, int from, int newTo) {
        buffer = newBuffer;
        position = from;
        nextPosition = from;
        to = newTo;
        end = End.CLEAN;
        return this;
    }

    /** Moves to the next whole batch. False at the end: {@link #end} then says which end. */
    public boolean next() {
        position = nextPosition;
        if (position == to) {
            end = End.CLEAN;
            return false;
        }
        int size = sizeAt(buffer, position, to);
        if (size == NOT_A_BATCH) {
            end = End.NOT_A_BATCH;
            return false;
        }
        if (size == TOO_FEW_BYTES || size > to - position) {
            end = End.PARTIAL;
            return false;
        }
        nextPosition = position + size;
        batch.wrap(buffer, position);
        return true;
    }

    /** The batch {@link #next} has moved to. The same object every time. */
    public RecordBatch batch() {
        return batch;
    }

    /** Where the current batch begins; after the last one: where the whole batches end, exclusive. */
    public int position() {
        return position;
    }

    /** How the region ended. True only after {@link #next} has answered false. */
    public End end() {
        return end;
    }

    /** How many bytes from {@code from} on are whole batches. */
    public static int wholeBytes(ByteBuffer buffer, int from, int to) {
        int position = from;
        while (position < to) {
            int size = sizeAt(buffer, position, to);
            if (size < 0 || size > to - position) {
                break;
            }
            position += size;
        }
        return position - from;
    }

    /**
     * The size of the batch that begins at {@code position}, with its prefix; it may reach beyond {@code to}. Never
     * negative but for the two answers named.
     *
     * @param to what may be read, exclusive
     * @return {@link #TOO_FEW_BYTES}, {@link #NOT_A_BATCH} or a size of at least {@link RecordBatch#HEADER_BYTES} (less
     *     in the old formats)
     */
    public static int sizeAt(ByteBuffer buffer, int position, int to) {
        if (to - position < RecordBatch.PREFIX_BYTES) {
            return TOO_FEW_BYTES;
        }
        int length = buffer.getInt(position + RecordBatch.LENGTH);
        if (length < SMALLEST_OLD_MESSAGE_BYTES || length > Integer.MAX_VALUE - RecordBatch.PREFIX_BYTES) {
            return NOT_A_BATCH;
        }
        if (to - position < BYTES_UP_TO_MAGIC) {
            return TOO_FEW_BYTES;
        }
        byte magic = buffer.get(position + RecordBatch.MAGIC_AT);
        int size = length + RecordBatch.PREFIX_BYTES;
        boolean isOld = magic >= 0 && magic < RecordBatch.MAGIC;
        boolean fits = isOld || (magic == RecordBatch.MAGIC && size >= RecordBatch.HEADER_BYTES);
        return fits ? size : NOT_A_BATCH;
    }
}
