package io.ottla.quorum;

import io.ottla.base.Check;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.LogPosition;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is committed and counts. Immutable; {@code bytes} are read by absolute index only.
 *
 * @param bytes the batch in Kafka's format, from index 0
 * @param after where the metadata log stands then
 * @param changes null if this node is its author, who has them
 * @param term of the entry in Ratis' log
 * @param index of the entry in Ratis' log
 */
record Applied(
        ByteBuffer bytes,
        long baseOffset,
        LogPosition after,
        @Nullable List<MetadataChange> changes,
        long term,
        long index) {

    static Applied of(RecordBatch batch, @Nullable List<MetadataChange> changes, long term, long index) {
        Check.that(batch.position() == 0, "a batch at %d of its entry", batch.position());
        return new Applied(
                batch.buffer(),
                batch.baseOffset(),
                new LogPosition(batch.nextOffset(), batch.leaderEpoch(), batch.maxTimestamp()),
                changes,
                term,
                index);
    }
}
