package io.ottla.replication.partition.request;

import io.ottla.wire.ErrorCode;

/**
 * One answer of ListOffsets. Immutable.
 *
 * @param timestampMs -1 if the question was not for a time, or nothing was found
 * @param offset -1 if nothing was found
 * @param leaderEpoch -1 if not known
 */
public record OffsetFound(ErrorCode error, long timestampMs, long offset, int leaderEpoch) {
    /** There is no such record; this is not an error. */
    public static final OffsetFound NOTHING = new OffsetFound(ErrorCode.NONE, -1, -1, -1);

    public static OffsetFound refused(ErrorCode error) {
        return new OffsetFound(error, -1, -1, -1);
    }

    public static OffsetFound at(long offset, int leaderEpoch) {
        return new OffsetFound(ErrorCode.NONE, -1, offset, leaderEpoch);
    }
}
