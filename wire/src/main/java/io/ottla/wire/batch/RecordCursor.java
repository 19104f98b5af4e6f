package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a batch one after the other. What it shows belongs to the current record until {@link #next}:
 * slices of the batch's buffer where that is possible, else of scratch space as large as the largest record. Reusable;
 * makes no garbage by itself.
 *
 * <pre>
 *   cursor.over(batch);
 *   while (cursor.next()) { ... cursor.offset(), cursor.value() ... }
 * </pre>
 */
@OwnedBy(CREATOR)
public final class RecordCursor {
    private final Decompressors decompressors;
    private final long limitBytes;
    private final RecordBytes bytes = new RecordBytes();
    private final RecordBytes record = new RecordBytes();

    private int left;
    private long baseOffset;
    private long baseTimestamp;
    /** The time of all records, if the batch says so. */
    private boolean sharedTimestamp;

    private int sizeInBytes;
    private int offsetDelta;
    private long timestamp;
    private int keyAt;
    private int keyBytes;
    private int valueAt;
    private int valueBytes;
    private int headersAt;
    private int headersEnd;
    private int headerCount;

    /** A cursor that unfolds no batch to more than {@link BatchRules#DEFAULT_MAX_UNCOMPRESSED_BYTES}. */
    public RecordCursor(Decompressors decompressors) {
        this(decompressors, BatchRules.DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }

    /** @param limitBytes how far one batch may unfold */
    public RecordCursor(Decompressors decompressors, long limitBytes) {
        this.decompressors = decompressors;
        this.limitBytes = limitBytes;
    }

    /**
     * Goes before the first record of a batch of format 2 that is wholly there. The batch may be moved on afterwards,
     * its bytes must stay.
     *
     * @throws MalformedMessage if the codec is unknown or the compressed bytes do not begin as it says
     */
    public RecordCursor over(RecordBatch batch) {
        if (batch.magic() != RecordBatch.MAGIC) {
            throw new MalformedMessage("magic", "records of message format " + batch.magic() + " cannot be read");
        }
        left = batch.count();
        baseOffset = batch.baseOffset();
        sharedTimestamp = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
        baseTimestamp = sharedTimestamp ? batch.maxTimestamp() : batch.baseTimestamp();
        bytes.over(batch, decompressors, limitBytes);
        return this;
    }

    /**
     * Moves to the next record. False after the last.
     *
     * @throws MalformedMessage if records and batch do not agree, or too much unfolds
     */
    public boolean next() {
        if (left <= 0) {
            if (left < 0 || !bytes.isAtEnd()) {
                throw new MalformedMessage("records", "more bytes than the records counted in the header");
            }
            return false;
        }
        left--;
        long before = bytes.position();
        int length = bytes.readVarint();
        if (length < 0) {
            throw new MalformedMessage("records", "a record has length " + length);
        }
        bytes.take(length, record);
        sizeInBytes = (int) (bytes.position() - before);
        readFields(length);
        return true;
    }

    private void readFields(int length) {
        record.readByte();
        long timestampDelta = record.readVarlong();
        timestamp = sharedTimestamp ? baseTimestamp : baseTimestamp + timestampDelta;
        offsetDelta = record.readVarint();
        keyBytes = record.readVarint();
        keyAt = passOver(keyBytes);
        valueBytes = record.readVarint();
        valueAt = passOver(valueBytes);
        headerCount = record.readVarint();
        headersAt = record.index();
        for (int i = 0; i < headerCount; i++) {
            int key = record.readVarint();
            if (key < 0) {
                throw new MalformedMessage("records", "a header without a key");
            }
            passOver(key);
            passOver(record.readVarint());
        }
        headersEnd = record.index();
        if (headerCount < 0 || !record.isAtEnd()) {
            throw new MalformedMessage(
                    "records", "a record has length " + length + ", but its fields make " + record.position());
        }
    }

    /** Where the field lies that was passed over. */
    private int passOver(int length) {
        int at = record.index();
        if (length > 0) {
            record.skip(length);
        }
        return at;
    }

    /** The record's offset in its log. */
    public long offset() {
        return baseOffset + offsetDelta;
    }

    /** In ms since the epoch, or {@link RecordBatch#NO_TIMESTAMP}. */
    public long timestamp() {
        return timestamp;
    }

    /** All of the record, with its length field, unfolded. */
    public int sizeInBytes() {
        return sizeInBytes;
    }

    public boolean hasKey() {
        return keyBytes >= 0;
    }

    public boolean hasValue() {
        return valueBytes >= 0;
    }

    /** Length of the key, -1 if there is none. */
    public int keySize() {
        return Math.max(-1, keyBytes);
    }

    /** Length of the value, -1 if there is none. */
    public int valueSize() {
        return Math.max(-1, valueBytes);
    }

    /** A new read-only slice; null if there is no key. */
    public @Nullable ByteBuffer key() {
        return keyBytes < 0 ? null : slice(keyAt, keyBytes);
    }

    /** A new read-only slice; null if there is no value. */
    public @Nullable ByteBuffer value() {
        return valueBytes < 0 ? null : slice(valueAt, valueBytes);
    }

    /** The key copied out, which stays; null if there is none. */
    public byte @Nullable [] copyOfKey() {
        return keyBytes < 0 ? null : copy(keyAt, keyBytes);
    }

    /** The value copied out, which stays; null if there is none. */
    public byte @Nullable [] copyOfValue() {
        return valueBytes < 0 ? null : copy(valueAt, valueBytes);
    }

    public int headerCount() {
        return headerCount;
    }

    /** The headers, made anew at each call; their values are copied out and stay. */
    public List<RecordHeader> headers() {
        if (headerCount == 0) {
            return List.of();
        }
        RecordBytes fields = new RecordBytes();
        fields.over(record.buffer(), headersAt, headersEnd);
        List<RecordHeader> headers = new ArrayList<>();
        for (int i = 0; i < headerCount; i++) {
            int keyLength = fields.readVarint();
            String key = new String(copy(fields.index(), keyLength), StandardCharsets.UTF_8);
            fields.skip(keyLength);
            int valueLength = fields.readVarint();
            ByteBuffer value = valueLength < 0 ? null : ByteBuffer.wrap(copy(fields.index(), valueLength));
            fields.skip(Math.max(0, valueLength));
            headers.add(new RecordHeader(key, value));
        }
        return headers;
    }

    private ByteBuffer slice(int at, int length) {
        return record.buffer().slice(at, length).asReadOnlyBuffer();
    }

    private byte[] copy(int at, int length) {
        byte[] copied = new byte[length];
        record.buffer().get(at, copied);
        return copied;
    }
}
