package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.compress.Decompressors;

/**
 * Walks over the records of a batch and checks their structure, keeping of each only what validation asks for: keys,
 * values and headers are passed over, however large. Reusable, makes no garbage.
 */
@OwnedBy(CREATOR)
final class RecordWalk {
    private final RecordBytes bytes = new RecordBytes();
    private long timestampDelta;
    private int offsetDelta;
    private boolean hasKey;

    /** Begins with the first record of a whole batch. */
    void over(RecordBatch batch, Decompressors decompressors, long limitBytes) {
        bytes.over(batch, decompressors, limitBytes);
    }

    /**
     * Passes over the next record.
     *
     * @throws MalformedMessage if its lengths do not agree with one another or with what is there
     */
    void next() {
        int length = bytes.readVarint();
        long end = bytes.position() + length;
        if (length < 0) {
            throw malformed("length " + length);
        }
        bytes.readByte();
        timestampDelta = bytes.readVarlong();
        offsetDelta = bytes.readVarint();
        hasKey = skipNullable(end);
        skipNullable(end);
        skipHeaders(end);
        if (bytes.position() != end) {
            throw malformed("length " + length + ", but its fields make " + (length + bytes.position() - end));
        }
    }

    private void skipHeaders(long end) {
        int count = bytes.readVarint();
        if (count < 0 || count > end - bytes.position()) {
            throw malformed(count + " headers");
        }
        for (int i = 0; i < count; i++) {
            if (!skipNullable(end)) {
                throw malformed("a header without a key");
            }
            skipNullable(end);
        }
    }

    /** False for null, which any negative length means. */
    private boolean skipNullable(long end) {
        int length = bytes.readVarint();
        if (length > end - bytes.position()) {
            throw malformed("a field of " + length + " bytes where " + (end - bytes.position()) + " are left");
        }
        if (length > 0) {
            bytes.skip(length);
        }
        return length >= 0;
    }

    private static MalformedMessage malformed(String what) {
        return new MalformedMessage("records", "a record has " + what);
    }

    long timestampDelta() {
        return timestampDelta;
    }

    int offsetDelta() {
        return offsetDelta;
    }

    boolean hasKey() {
        return hasKey;
    }

    /** Bytes of records passed over, unfolded. */
    long position() {
        return bytes.position();
    }

    /** Is there nothing behind the last record? May throw as {@link #next}, if the compressed stream ends wrongly. */
    boolean isAtEnd() {
        return bytes.isAtEnd();
    }

    /** Did the records unfold to more than was allowed? Then that is why {@link #next} failed. */
    boolean limitExceeded() {
        return bytes.limitExceeded();
    }
}
