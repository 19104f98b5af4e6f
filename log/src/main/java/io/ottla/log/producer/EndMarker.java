package io.ottla.log.producer;

import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Decompressors;
import java.util.Optional;

/** The record that ends a transaction in a partition: commit or abort, by which coordinator. Immutable. */
record EndMarker(boolean isAbort, int coordinatorEpoch, long timestampMs) {
    /**
     * Reads the first record of a control batch.
     *
     * @param batch whole in its buffer
     * @return empty if the batch is empty (cleaned) or its record says something else than the end of a transaction
     */
    static Optional<EndMarker> read(RecordBatch batch) {
        var record = new RecordCursor(new Decompressors()).over(batch);
        if (batch.count() == 0 || !record.next()) {
            return Optional.empty();
        }
        var key = record.key();
        var value = record.value();
        var type = key == null ? Optional.<ControlRecords.Type>empty() : ControlRecords.type(key);
        var ends = type.filter(t -> t == ControlRecords.Type.ABORT || t == ControlRecords.Type.COMMIT);
        if (ends.isEmpty() || value == null) {
            return Optional.empty();
        }
        var isAbort = ends.get() == ControlRecords.Type.ABORT;
        return Optional.of(new EndMarker(isAbort, ControlRecords.coordinatorEpoch(value), record.timestamp()));
    }
}
