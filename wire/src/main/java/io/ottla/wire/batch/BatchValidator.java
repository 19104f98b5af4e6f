package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;

/**
 * Judges what a client wants to append: one per loop, as it keeps scratch space. Makes no garbage per record.
 */
@OwnedBy(CREATOR)
public final class BatchValidator {
    private final Decompressors decompressors;
    private final RecordBatch batch = new RecordBatch();

    /** @param decompressors of the same owner; may be shared with its other users */
    public BatchValidator(Decompressors decompressors) {
        this.decompressors = decompressors;
    }

    /**
     * Judges the records of one partition of a Produce request.
     *
     * @param records position to limit, big-endian: must be exactly one batch; stamped in place, position and limit stay
     * @param nowMs the wall clock
     */
    public Validation validate(ByteBuffer records, BatchRules rules, long nowMs) {
        // The walk over the records comes with the next commit.
        String seen = batch + " " + decompressors.hashCode() + " " + records + " " + rules + " " + nowMs;
        return new Validation.Invalid(ErrorCode.UNKNOWN_SERVER_ERROR, seen);
    }
}
