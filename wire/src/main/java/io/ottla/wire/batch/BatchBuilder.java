package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds one record batch of format 2, byte for byte as Kafka's clients do. Say what the batch is, append records,
 * build; then it is spent.
 *
 * <pre>
 *   BatchBuilder builder = new BatchBuilder(Compressor.of(ZSTD)).producer(id, epoch, sequence);
 *   ByteBuffer batch = builder.append(nowMs, key, value).build();
 * </pre>
 */
@OwnedBy(CREATOR)
public final class BatchBuilder {
    private static final int STAGED_BYTES = 16 << 10;

    private final GrowingBytes out = new GrowingBytes(RecordBatch.HEADER_BYTES, Integer.MAX_VALUE - 8);
    /** The record being written, then bytes waiting for the codec; the same as {@code out} without one. */
    private final GrowingBytes staged;

    private final OutputStream records;

    private long baseOffset;
    private int leaderEpoch = RecordBatch.NO_LEADER_EPOCH;
    private long producerId = RecordBatch.NO_PRODUCER_ID;
    private short producerEpoch = RecordBatch.NO_PRODUCER_EPOCH;
    private int baseSequence = RecordBatch.NO_SEQUENCE;
    private int attributes;
    private long logAppendTimeMs;

    private int count;
    private int lastOffsetDelta = -1;
    private long baseTimestamp = RecordBatch.NO_TIMESTAMP;
    private long maxTimestamp = RecordBatch.NO_TIMESTAMP;
    private boolean built;

    /** A batch whose records are not compressed. */
    public BatchBuilder() {
        this(Compressor.NONE);
    }

    public BatchBuilder(Compressor compressor) {
        this.attributes = compressor.compression().code();
        boolean compressed = compressor.compression() != Compression.NONE;
        this.staged = compressed ? new GrowingBytes(0, Integer.MAX_VALUE - 8) : out;
        try {
            this.records = compressor.open(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    /** The offset of the first record appended without an offset of its own; 0 unless said. Before the first record. */
    public BatchBuilder baseOffset(long newBaseOffset) {
        Check.that(count == 0, "the base offset is said before the first record");
        baseOffset = newBaseOffset;
        return this;
    }

    public BatchBuilder leaderEpoch(int newLeaderEpoch) {
        leaderEpoch = newLeaderEpoch;
        return this;
    }

    /** Who writes it: the three are given together. */
    public BatchBuilder producer(long newProducerId, short newProducerEpoch, int newBaseSequence) {
        producerId = newProducerId;
        producerEpoch = newProducerEpoch;
        baseSequence = newBaseSequence;
        return this;
    }

    public BatchBuilder transactional() {
        attributes |= RecordBatch.TRANSACTIONAL_BIT;
        return this;
    }

    /** Records are markers; see {@link ControlRecords}. */
    public BatchBuilder control() {
        attributes |= RecordBatch.CONTROL_BIT;
        return this;
    }

    /** All records have this time: timestamp type LogAppendTime. */
    public BatchBuilder logAppendTime(long nowMs) {
        attributes |= RecordBatch.LOG_APPEND_TIME_BIT;
        logAppendTimeMs = nowMs;
        return this;
    }

    /** Appends a record at the offset after the last one. */
    public BatchBuilder append(long timestampMs, byte @Nullable [] key, byte @Nullable [] value) {
        return append(timestampMs, wrap(key), wrap(value), List.of());
    }

    /**
     * Appends a record at the offset after the last one. Buffers are read from position to limit and left as they are.
     */
    public BatchBuilder append(
            long timestampMs, @Nullable ByteBuffer key, @Nullable ByteBuffer value, List<RecordHeader> headers) {
        return appendAt(baseOffset + lastOffsetDelta + 1, timestampMs, key, value, headers);
    }

    /** As append, at an offset of its own: larger than the last one and at most two billion above the base offset. */
    public BatchBuilder appendAt(
            long offset,
            long timestampMs,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value,
            List<RecordHeader> headers) {
        long delta = offset - baseOffset;
        Check.that(!built, "the batch has been built");
        Check.that(delta > lastOffsetDelta && delta <= Integer.MAX_VALUE, "offset delta %d", delta);
        if (count == 0) {
            baseTimestamp = timestampMs;
        }
        try {
            writeRecord((int) delta, timestampMs - baseTimestamp, key, value, headers);
        } catch (IOException e) {
            throw new UncheckedIOException("a batch of more than two gigabytes", e);
        }
        count++;
        lastOffsetDelta = (int) delta;
        maxTimestamp = Math.max(maxTimestamp, timestampMs);
        return this;
    }

    private void writeRecord(
            int offsetDelta,
            long timestampDelta,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value,
            List<RecordHeader> headers)
            throws IOException {
        byte[][] headerKeys = new byte[headers.size()][];
        int bytes = 1 + GrowingBytes.varlongBytes(timestampDelta) + GrowingBytes.varlongBytes(offsetDelta);
        bytes += fieldBytes(key) + fieldBytes(value) + GrowingBytes.varlongBytes(headers.size());
        for (int i = 0; i < headerKeys.length; i++) {
            headerKeys[i] = headers.get(i).key().getBytes(StandardCharsets.UTF_8);
            bytes += GrowingBytes.varlongBytes(headerKeys[i].length) + headerKeys[i].length;
            bytes += fieldBytes(headers.get(i).value());
        }
        staged.writeVarint(bytes);
        staged.write(0);
        staged.writeVarlong(timestampDelta);
        staged.writeVarint(offsetDelta);
        writeField(key);
        writeField(value);
        staged.writeVarint(headerKeys.length);
        for (int i = 0; i < headerKeys.length; i++) {
            writeField(ByteBuffer.wrap(headerKeys[i]));
            writeField(headers.get(i).value());
        }
        if (staged != out && staged.size() >= STAGED_BYTES) {
            staged.drainTo(records);
        }
    }

    private static int fieldBytes(@Nullable ByteBuffer field) {
        return field == null ? 1 : Math.addExact(GrowingBytes.varlongBytes(field.remaining()), field.remaining());
    }

    private void writeField(@Nullable ByteBuffer field) throws IOException {
        if (field == null) {
            staged.writeVarint(-1);
        } else {
            staged.writeVarint(field.remaining());
            staged.write(field);
        }
    }

    /** How many records there are. */
    public int count() {
        return count;
    }

    /** Size of what has been written so far, the header included; a compressed batch may hold some more back. */
    public int sizeInBytes() {
        return staged == out ? out.size() : out.size() + staged.size();
    }

    /** The batch: position 0 to limit of a new buffer. At least one record is needed. */
    public ByteBuffer build() {
        Check.that(count > 0 && !built, "a batch is built once, of at least one record");
        built = true;
        try {
            if (staged != out) {
                staged.drainTo(records);
            }
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a batch of more than two gigabytes", e);
        }
        ByteBuffer batch = out.toByteBuffer();
        boolean appendTime = (attributes & RecordBatch.LOG_APPEND_TIME_BIT) != 0;
        batch.putLong(0, baseOffset)
                .putInt(RecordBatch.LENGTH, batch.limit() - RecordBatch.PREFIX_BYTES)
                .putInt(RecordBatch.LEADER_EPOCH, leaderEpoch)
                .put(RecordBatch.MAGIC_AT, RecordBatch.MAGIC)
                .putShort(RecordBatch.ATTRIBUTES, (short) attributes)
                .putInt(RecordBatch.LAST_OFFSET_DELTA, lastOffsetDelta)
                .putLong(RecordBatch.BASE_TIMESTAMP, baseTimestamp)
                .putLong(RecordBatch.MAX_TIMESTAMP, appendTime ? logAppendTimeMs : maxTimestamp)
                .putLong(RecordBatch.PRODUCER_ID, producerId)
                .putShort(RecordBatch.PRODUCER_EPOCH, producerEpoch)
                .putInt(RecordBatch.BASE_SEQUENCE, baseSequence)
                .putInt(RecordBatch.COUNT, count);
        new RecordBatch().wrap(batch, 0).writeCrc();
        return batch;
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
