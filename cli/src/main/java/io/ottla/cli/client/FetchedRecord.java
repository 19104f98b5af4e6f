package io.ottla.cli.client;

import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordHeader;
import io.ottla.wire.batch.TimestampType;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in its partition.
 *
 * @param timestamp in ms since the epoch, -1 if it has none
 * @param leaderEpoch of the leader that appended it, -1 if unknown
 * @param key position to limit; a view that holds until the next record is fetched
 * @param value as the key
 */
public record FetchedRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        TimestampType timestampType,
        int leaderEpoch,
        @Nullable ByteBuffer key,
        @Nullable ByteBuffer value,
        List<RecordHeader> headers) {

    public boolean hasTimestamp() {
        return timestamp != RecordBatch.NO_TIMESTAMP;
    }
}
