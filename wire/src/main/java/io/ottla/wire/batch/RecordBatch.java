package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.compress.Compression;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A window on the header of one record batch (format 2) that lies in a buffer; made once and moved from batch to batch,
 * so that reading makes no garbage. All reads and writes are absolute: the buffer's position and limit are neither used
 * nor changed.
 *
 * <p>The window trusts that {@link #HEADER_BYTES} bytes are there (only the header, for the getters) and checks nothing
 * of what they say: {@link Batches} finds whole batches, {@link BatchValidator} judges them. In the older formats
 * (magic 0 and 1) only {@link #baseOffset}, {@link #sizeInBytes} and {@link #magic} lie in the same place.
 *
 * <pre>
 *  0 base offset        8 length (of what follows it)   12 partition leader epoch   16 magic        17 crc
 * 21 attributes        23 last offset delta             27 base timestamp           35 max timestamp
 * 43 producer id       51 producer epoch                53 base sequence            57 record count  61 records
 * </pre>
 *
 * <p>The CRC covers everything from the attributes on: what lies before them is the broker's to change.
 */
@OwnedBy(CREATOR)
public final class RecordBatch {
    /** Base offset and length: what is not counted in the length field. */
    public static final int PREFIX_BYTES = 12;
    /** Everything before the first record. */
    public static final int HEADER_BYTES = 61;
    /** The format this class reads and everything here writes. */
    public static final byte MAGIC = 2;

    public static final long NO_PRODUCER_ID = -1;
    public static final short NO_PRODUCER_EPOCH = -1;
    public static final int NO_SEQUENCE = -1;
    public static final int NO_LEADER_EPOCH = -1;
    public static final long NO_TIMESTAMP = -1;

    static final int LENGTH = 8;
    static final int LEADER_EPOCH = 12;
    static final int MAGIC_AT = 16;
    static final int CRC = 17;
    static final int ATTRIBUTES = 21;
    static final int LAST_OFFSET_DELTA = 23;
    static final int BASE_TIMESTAMP = 27;
    static final int MAX_TIMESTAMP = 35;
    static final int PRODUCER_ID = 43;
    static final int PRODUCER_EPOCH = 51;
    static final int BASE_SEQUENCE = 53;
    static final int COUNT = 57;

    static final int COMPRESSION_MASK = 0x07;
    static final int LOG_APPEND_TIME_BIT = 0x08;
    static final int TRANSACTIONAL_BIT = 0x10;
    static final int CONTROL_BIT = 0x20;
    static final int DELETE_HORIZON_BIT = 0x40;
    /** The bits that mean something; the others are lost whenever attributes are written. */
    private static final int KNOWN_BITS = 0x7f;

    private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

    private final CRC32C crc32c = new CRC32C();
    private ByteBuffer buffer = NOWHERE;
    private int position;
    /** A second view of the buffer for the checksum, which needs a position of its own. */
    private @Nullable ByteBuffer checksumView;

    /** Moves the window to the batch that begins at {@code position}, an absolute index of a big-endian buffer. */
    public RecordBatch wrap(ByteBuffer newBuffer, int newPosition) {
        if (!isSame(newBuffer, buffer)) {
            Check.that(newBuffer.order() == ByteOrder.BIG_ENDIAN, "a batch is read big-endian");
            buffer = newBuffer;
            checksumView = null;
        }
        position = newPosition;
        return this;
    }

    /** The buffer the batch lies in. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Where in the buffer the batch begins. */
    public int position() {
        return position;
    }

    /** The offset of the first record (or of where it was, before compaction took it). */
    public long baseOffset() {
        return buffer.getLong(position);
    }

    /** The offset of the last record, inclusive. */
    public long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    /** The offset after this batch, exclusive end of it. */
    public long nextOffset() {
        return lastOffset() + 1;
    }

    /** The whole batch, with the twelve bytes before what its length field counts. */
    public int sizeInBytes() {
        return buffer.getInt(position + LENGTH) + PREFIX_BYTES;
    }

    /** The epoch of the leader that appended it, or {@link #NO_LEADER_EPOCH}. */
    public int leaderEpoch() {
        return buffer.getInt(position + LEADER_EPOCH);
    }

    public byte magic() {
        return buffer.get(position + MAGIC_AT);
    }

    /** The stored checksum, unsigned. */
    public long crc() {
        return Integer.toUnsignedLong(buffer.getInt(position + CRC));
    }

    public short attributes() {
        return buffer.getShort(position + ATTRIBUTES);
    }

    /** The last offset as a distance from the base offset. */
    public int lastOffsetDelta() {
        return buffer.getInt(position + LAST_OFFSET_DELTA);
    }

    /** What record timestamps are counted from; with {@link #hasDeleteHorizon} also the horizon. */
    public long baseTimestamp() {
        return buffer.getLong(position + BASE_TIMESTAMP);
    }

    /** The largest record timestamp in ms; with LogAppendTime the time of all records; or {@link #NO_TIMESTAMP}. */
    public long maxTimestamp() {
        return buffer.getLong(position + MAX_TIMESTAMP);
    }

    public long producerId() {
        return buffer.getLong(position + PRODUCER_ID);
    }

    public boolean hasProducerId() {
        return producerId() > NO_PRODUCER_ID;
    }

    public short producerEpoch() {
        return buffer.getShort(position + PRODUCER_EPOCH);
    }

    /** The sequence number of the first record, or {@link #NO_SEQUENCE}. */
    public int baseSequence() {
        return buffer.getInt(position + BASE_SEQUENCE);
    }

    /** The sequence number of the last record, inclusive; after the largest int comes 0. */
    public int lastSequence() {
        int base = baseSequence();
        return base == NO_SEQUENCE ? NO_SEQUENCE : sequenceAfter(base, lastOffsetDelta());
    }

    /** {@code sequence + increment}, where 0 follows the largest int. */
    public static int sequenceAfter(int sequence, int increment) {
        return (int) (((long) sequence + increment) & Integer.MAX_VALUE);
    }

    /** How many records the header says there are; fewer than the offsets suggest after compaction, possibly none. */
    public int count() {
        return buffer.getInt(position + COUNT);
    }

    public boolean isCompressed() {
        return compressionCode() != 0;
    }

    /** The codec's number as it stands there, 0 to 7; see {@link Compression#isKnown}. */
    public int compressionCode() {
        return attributes() & COMPRESSION_MASK;
    }

    /**
     * The codec of the records.
     *
     * @throws MalformedMessage if no codec has the number
     */
    public Compression compression() {
        int code = compressionCode();
        if (!Compression.isKnown(code)) {
            throw new MalformedMessage("attributes", "compression " + code + " does not exist");
        }
        return Compression.of(code);
    }

    public TimestampType timestampType() {
        return (attributes() & LOG_APPEND_TIME_BIT) == 0 ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME;
    }

    public boolean isTransactional() {
        return (attributes() & TRANSACTIONAL_BIT) != 0;
    }

    /** Markers of transactions and of the quorum; never from a client. */
    public boolean isControl() {
        return (attributes() & CONTROL_BIT) != 0;
    }

    /** Has the cleaner written down when tombstones and markers in here may go (KIP-534)? */
    public boolean hasDeleteHorizon() {
        return (attributes() & DELETE_HORIZON_BIT) != 0;
    }

    /** When tombstones and markers in here may go, in ms, or {@link #NO_TIMESTAMP}. */
    public long deleteHorizonMs() {
        return hasDeleteHorizon() ? baseTimestamp() : NO_TIMESTAMP;
    }

    /**
     * Is the stored checksum the checksum of the bytes? Needs the whole batch to be there; false if the size says
     * nonsense.
     */
    public boolean crcMatches() {
        int size = sizeInBytes();
        return size >= HEADER_BYTES && size <= buffer.capacity() - position && crc() == computeCrc();
    }

    /** The CRC-32C of the bytes from the attributes to the end, unsigned. Needs the whole batch to be there. */
    public long computeCrc() {
        ByteBuffer view = checksumView;
        if (view == null) {
            view = buffer.duplicate();
            checksumView = view;
        }
        view.limit(position + sizeInBytes()).position(position + ATTRIBUTES);
        crc32c.reset();
        crc32c.update(view);
        return crc32c.getValue();
    }

    /** Gives the batch its place in a log; needs no new checksum. */
    public void setBaseOffset(long baseOffset) {
        buffer.putLong(position, baseOffset);
    }

    /** Says which leader appended it; needs no new checksum. */
    public void setLeaderEpoch(int leaderEpoch) {
        buffer.putInt(position + LEADER_EPOCH, leaderEpoch);
    }

    /** Makes {@code nowMs} the time of all its records (message.timestamp.type=LogAppendTime), with a new checksum. */
    public void stampLogAppendTime(long nowMs) {
        stamp(TimestampType.LOG_APPEND_TIME, nowMs);
    }

    /** Writes the type and max timestamp with a new checksum, unless that is what stands there already. */
    void stamp(TimestampType type, long maxTimestamp) {
        if (timestampType() == type && maxTimestamp() == maxTimestamp) {
            return;
        }
        int others = attributes() & KNOWN_BITS & ~LOG_APPEND_TIME_BIT;
        int bit = type == TimestampType.LOG_APPEND_TIME ? LOG_APPEND_TIME_BIT : 0;
        buffer.putShort(position + ATTRIBUTES, (short) (others | bit));
        buffer.putLong(position + MAX_TIMESTAMP, maxTimestamp);
        writeCrc();
    }

    /** Computes the checksum and stores it. */
    void writeCrc() {
        buffer.putInt(position + CRC, (int) computeCrc());
    }

    @Override
    public String toString() {
        if (isSame(buffer, NOWHERE)) {
            return "RecordBatch(nowhere)";
        }
        return "RecordBatch(offsets=[" + baseOffset() + ".." + lastOffset() + "], bytes=" + sizeInBytes() + ", epoch="
                + leaderEpoch()
                + ", magic=" + magic() + ", attributes=" + attributes() + ", count=" + count() + ", maxTimestamp="
                + maxTimestamp()
                + ", producer=" + producerId() + "/" + producerEpoch() + "@" + baseSequence() + ")";
    }

    /** The same object; equal buffers may be different places. */
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
