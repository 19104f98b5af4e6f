package io.ottla.replication.partition.request;

import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.RecordError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an append. Immutable.
 *
 * @param error NONE also for a batch that had been appended before; the offsets are then those it got at that time
 * @param baseOffset of the first record, or -1
 * @param lastOffset of the last record, inclusive, or -1
 * @param logAppendTimeMs -1 unless the topic stamps records with the broker's time
 * @param logStartOffset -1 if not known
 * @param message for a person; null without an error
 * @param recordErrors the records to blame, if single ones are
 */
public record AppendResult(
        ErrorCode error,
        long baseOffset,
        long lastOffset,
        long logAppendTimeMs,
        long logStartOffset,
        @Nullable String message,
        List<RecordError> recordErrors) {

    public static AppendResult appended(long baseOffset, long lastOffset, long logAppendTimeMs, long logStartOffset) {
        return new AppendResult(
                ErrorCode.NONE, baseOffset, lastOffset, logAppendTimeMs, logStartOffset, null, List.of());
    }

    public static AppendResult refused(ErrorCode error, String message) {
        return refused(error, message, List.of(), -1);
    }

    /**
     * Refused for what is in the batch.
     *
     * @param logStartOffset as Kafka tells it also with such a refusal
     */
    public static AppendResult refused(
            ErrorCode error, String message, List<RecordError> recordErrors, long logStartOffset) {
        return new AppendResult(error, -1, -1, -1, logStartOffset, message, recordErrors);
    }

    public boolean isRefused() {
        return error != ErrorCode.NONE;
    }
}
