package io.ottla.log.producer;

import io.ottla.base.OwnedBy;
import io.ottla.wire.batch.RecordBatch;
import java.util.Arrays;

/** What a log knows of one producer: its epoch, its last five batches, the transaction it has open. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class ProducerState {
    /** How far back a repeated batch is recognised; clients keep at most as many in flight. */
    public static final int BATCHES = 5;

    static final long NO_OFFSET = -1;
    static final int NOT_FOUND = -1;

    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};

    private final long producerId;
    private short epoch;
    private int coordinatorEpoch = -1;
    private long lastTimestampMs = RecordBatch.NO_TIMESTAMP;
    private long openTransactionOffset = NO_OFFSET;

    // The last batches, oldest first, in the first `batches` places.
    private int batches;
    private int[] lastSequences = NO_INTS;
    private int[] offsetDeltas = NO_INTS;
    private long[] lastOffsets = NO_LONGS;
    private long[] timestampsMs = NO_LONGS;

    ProducerState(long producerId, short epoch) {
        this.producerId = producerId;
        this.epoch = epoch;
    }

    public long producerId() {
        return producerId;
    }

    public short epoch() {
        return epoch;
    }

    /** Of the coordinator that last ended a transaction here; -1 if none has. */
    public int coordinatorEpoch() {
        return coordinatorEpoch;
    }

    public long lastTimestampMs() {
        return lastTimestampMs;
    }

    /** Where the transaction it has open begins; -1 if none is. */
    public long openTransactionOffset() {
        return openTransactionOffset;
    }

    /** Of the last batch; -1 if none is known under this epoch. */
    public int lastSequence() {
        return batches == 0 ? RecordBatch.NO_SEQUENCE : lastSequences[batches - 1];
    }

    /** Of the last batch, inclusive; -1 if none is known under this epoch. */
    public long lastOffset() {
        return batches == 0 ? NO_OFFSET : lastOffsets[batches - 1];
    }

    int lastOffsetDelta() {
        return batches == 0 ? 0 : offsetDeltas[batches - 1];
    }

    /** The place of the batch this one repeats; {@link #NOT_FOUND} if it is none of the last five. */
    int repeated(RecordBatch batch) {
        if (batch.producerEpoch() != epoch) {
            return NOT_FOUND;
        }
        var last = batch.lastSequence();
        var delta = batch.lastOffsetDelta();
        for (var i = batches - 1; i >= 0; i--) {
            // Same last sequence and same length: same first sequence.
            if (lastSequences[i] == last && offsetDeltas[i] == delta) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    long lastOffset(int place) {
        return lastOffsets[place];
    }

    long baseOffset(int place) {
        return lastOffsets[place] - offsetDeltas[place];
    }

    long timestampMs(int place) {
        return timestampsMs[place];
    }

    void append(RecordBatch batch) {
        enterEpoch(batch.producerEpoch());
        remember(batch.lastSequence(), batch.lastOffset(), batch.lastOffsetDelta(), batch.maxTimestamp());
        lastTimestampMs = batch.maxTimestamp();
        if (batch.isTransactional() && openTransactionOffset == NO_OFFSET) {
            openTransactionOffset = batch.baseOffset();
        }
    }

    void endTransaction(short markerEpoch, int newCoordinatorEpoch, long timestampMs) {
        enterEpoch(markerEpoch);
        coordinatorEpoch = newCoordinatorEpoch;
        lastTimestampMs = timestampMs;
        openTransactionOffset = NO_OFFSET;
    }

    /** As a snapshot has it. */
    void restore(int newCoordinatorEpoch, long timestampMs, long transactionOffset) {
        coordinatorEpoch = newCoordinatorEpoch;
        lastTimestampMs = timestampMs;
        openTransactionOffset = transactionOffset < 0 ? NO_OFFSET : transactionOffset;
    }

    void remember(int lastSequence, long lastOffset, int offsetDelta, long timestampMs) {
        if (batches == BATCHES) {
            System.arraycopy(lastSequences, 1, lastSequences, 0, BATCHES - 1);
            System.arraycopy(offsetDeltas, 1, offsetDeltas, 0, BATCHES - 1);
            System.arraycopy(lastOffsets, 1, lastOffsets, 0, BATCHES - 1);
            System.arraycopy(timestampsMs, 1, timestampsMs, 0, BATCHES - 1);
            batches--;
        } else if (batches == lastSequences.length) {
            // One place for those who write once, all five for those who write on.
            var places = batches == 0 ? 1 : BATCHES;
            lastSequences = Arrays.copyOf(lastSequences, places);
            offsetDeltas = Arrays.copyOf(offsetDeltas, places);
            lastOffsets = Arrays.copyOf(lastOffsets, places);
            timestampsMs = Arrays.copyOf(timestampsMs, places);
        }
        lastSequences[batches] = lastSequence;
        lastOffsets[batches] = lastOffset;
        offsetDeltas[batches] = offsetDelta;
        timestampsMs[batches++] = timestampMs;
    }

    /** Puts a batch before the last one, if it belongs there. */
    void recall(RecordBatch batch) {
        if (batches == 0 || batch.producerEpoch() != epoch || batch.lastOffset() >= lastOffset()) {
            return;
        }
        batches--;
        var lastSequence = lastSequences[batches];
        var lastOffset = lastOffsets[batches];
        var offsetDelta = offsetDeltas[batches];
        var timestampMs = timestampsMs[batches];
        remember(batch.lastSequence(), batch.lastOffset(), batch.lastOffsetDelta(), batch.maxTimestamp());
        remember(lastSequence, lastOffset, offsetDelta, timestampMs);
    }

    private void enterEpoch(short newEpoch) {
        if (epoch != newEpoch) {
            epoch = newEpoch;
            batches = 0;
        }
    }

    @Override
    public String toString() {
        return "ProducerState(" + producerId + "/" + epoch + ", lastSequence=" + lastSequence() + ", lastOffset="
                + lastOffset() + ", openTransaction=" + openTransactionOffset + ")";
    }
}
