package io.ottla.wire.batch;

import io.ottla.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;

/** What {@link BatchValidator} has found. Immutable, but for the bytes it points at. */
public sealed interface Validation {
    /** The batch may be appended as it lies there; its header may have been stamped in place. */
    record Valid(Facts facts) implements Validation {}

    /**
     * The batch may be appended in other bytes: another codec, or offsets made dense.
     *
     * @param batch exactly one batch, position to limit, owned by the receiver; base offset 0
     */
    record Rewritten(ByteBuffer batch, Facts facts) implements Validation {}

    /** The batch is of message format 0 or 1, which nobody has looked at any further. */
    record OldFormat(byte magic) implements Validation {}

    /**
     * The batch is refused and nothing of it may be appended. Its bytes are as they were.
     *
     * @param message for a person; no topic in it, the caller knows that
     * @param recordErrors which records are to blame, in their order, the first {@link #MAX_RECORD_ERRORS} of them;
     *     empty if the whole batch is
     */
    record Invalid(ErrorCode error, String message, List<RecordError> recordErrors) implements Validation {
        /** More are counted in the message, not listed: an answer must not be many times larger than its request. */
        public static final int MAX_RECORD_ERRORS = 1000;

        public Invalid {
            recordErrors = List.copyOf(recordErrors);
        }

        Invalid(ErrorCode error, String message) {
            this(error, message, List.of());
        }
    }

    /** The records unfold so far that this validator was told to leave them to a more patient one. Bytes are as they were. */
    record TooLong() implements Validation {}

    /**
     * What one learns by walking over the records.
     *
     * @param count of records, at least 1
     * @param maxTimestampMs the largest record timestamp, or the log append time; {@link RecordBatch#NO_TIMESTAMP} if
     *     none has any
     * @param maxTimestampDelta offset of the first record with that timestamp, as a distance from the base offset (the
     *     last record's with LogAppendTime, which all share)
     * @param logAppendTimeMs the time stamped on all records, or {@link RecordBatch#NO_TIMESTAMP} with CreateTime
     * @param uncompressedBytes the records without the header, unfolded
     */
    record Facts(int count, long maxTimestampMs, int maxTimestampDelta, long logAppendTimeMs, long uncompressedBytes) {}
}
