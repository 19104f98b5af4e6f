package io.ottla.replication.partition.request;

import io.ottla.wire.ErrorCode;

/**
 * One answer of DeleteRecords. Immutable.
 *
 * @param lowWatermark the smallest log start offset of the replicas, or -1
 */
public record RecordsDeleted(ErrorCode error, long lowWatermark) {
    /** As an offset to delete before: everything a consumer may read. */
    public static final long HIGH_WATERMARK = -1;

    public static RecordsDeleted refused(ErrorCode error) {
        return new RecordsDeleted(error, -1);
    }
}
