package io.ottla.log.producer;

import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The producers of one log: judges what idempotent and transactional producers append, remembers it, and knows which
 * transactions are open. Rules are Kafka's (KIP-98, KIP-360); a batch older than the last five is out of
 * order, as in Kafka 4.3.1, not a duplicate sequence, as in brokers of before.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class ProducerStates {
    private final ProducerTable table = new ProducerTable();
    private final OpenTransactions transactions = new OpenTransactions();
    private long expirationMs;
    private AbortedTransactions aborted = AbortedTransactions.EMPTY;

    /**
     * Starts without any.
     *
     * @param expirationMs producer.id.expiration.ms
     */
    public ProducerStates(long expirationMs) {
        this.expirationMs = expirationMs;
    }

    /** From now on producers are remembered for so long. */
    public void rememberFor(long ms) {
        expirationMs = ms;
    }

    public long expirationMs() {
        return expirationMs;
    }

    public int count() {
        return table.size();
    }

    public @Nullable ProducerState get(long producerId) {
        return table.get(producerId);
    }

    public void forEach(Consumer<ProducerState> action) {
        table.forEach(action);
    }

    /**
     * May this batch be appended? Changes nothing.
     *
     * @param batch with a producer id; whole in its buffer if it is a control batch
     * @param checksSequence a client writes: sequences have to follow each other
     * @return {@link ErrorCode#NONE} or the reason against it. Repeated batches are out of sequence: ask
     *     {@link #repeated} first
     */
    public ErrorCode judge(RecordBatch batch, boolean checksSequence) {
        var state = table.get(batch.producerId());
        if (state == null) {
            return ErrorCode.NONE; // nothing known (any more): any sequence will do
        }
        if (batch.producerEpoch() < state.epoch()) {
            return ErrorCode.INVALID_PRODUCER_EPOCH;
        }
        if (batch.isControl()) {
            var marker = EndMarker.read(batch);
            var fenced = marker.isPresent() && marker.get().coordinatorEpoch() < state.coordinatorEpoch();
            return fenced ? ErrorCode.TRANSACTION_COORDINATOR_FENCED : ErrorCode.NONE;
        }
        if (checksSequence && !isNext(state, batch)) {
            return ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
        }
        if (state.openTransactionOffset() >= 0 && !batch.isTransactional()) {
            return ErrorCode.INVALID_TXN_STATE;
        }
        return ErrorCode.NONE;
    }

    private static boolean isNext(ProducerState state, RecordBatch batch) {
        var sequence = batch.baseSequence();
        if (batch.producerEpoch() != state.epoch()) {
            return sequence == 0;
        }
        var last = state.lastSequence();
        return sequence == RecordBatch.sequenceAfter(last, 1);
    }

    /** The place among the producer's last batches that this batch repeats; negative if it repeats none. */
    public int repeated(RecordBatch batch) {
        var state = table.get(batch.producerId());
        return state == null ? ProducerState.NOT_FOUND : state.repeated(batch);
    }

    public long repeatedBaseOffset(RecordBatch batch, int place) {
        return known(batch).baseOffset(place);
    }

    public long repeatedLastOffset(RecordBatch batch, int place) {
        return known(batch).lastOffset(place);
    }

    public long repeatedTimestampMs(RecordBatch batch, int place) {
        return known(batch).timestampMs(place);
    }

    private ProducerState known(RecordBatch batch) {
        var state = table.get(batch.producerId());
        if (state == null) {
            throw new IllegalArgumentException("producer " + batch.producerId() + " is not known");
        }
        return state;
    }

    /** Remembers a batch with a producer id that is being appended at its final offsets. */
    public void append(RecordBatch batch) {
        if (batch.isControl()) {
            endTransaction(batch);
            return;
        }
        var state = stateOf(batch);
        var wasOpen = state.openTransactionOffset() >= 0;
        state.append(batch);
        if (!wasOpen && batch.isTransactional()) {
            transactions.begin(batch.baseOffset(), batch.producerId());
        }
    }

    /** Remembers a batch that lies before the last one that is known, behind those that were recalled before. */
    public void recall(RecordBatch batch) {
        var state = table.get(batch.producerId());
        if (state != null) {
            state.recall(batch);
        }
    }

    private void endTransaction(RecordBatch batch) {
        var marker = EndMarker.read(batch);
        if (marker.isEmpty()) {
            return;
        }
        var state = stateOf(batch);
        var firstOffset = state.openTransactionOffset();
        if (firstOffset >= 0) {
            var stableOffset = transactions.end(firstOffset, batch.baseOffset());
            if (marker.get().isAbort()) {
                var ended = new AbortedTransaction(batch.producerId(), firstOffset, batch.baseOffset());
                aborted = aborted.plus(ended, stableOffset);
            }
        }
        state.endTransaction(
                batch.producerEpoch(),
                marker.get().coordinatorEpoch(),
                marker.get().timestampMs());
    }

    private ProducerState stateOf(RecordBatch batch) {
        var state = table.get(batch.producerId());
        if (state == null) {
            state = new ProducerState(batch.producerId(), batch.producerEpoch());
            table.add(state);
        }
        return state;
    }

    /** All in-sync replicas have the log up to here: what is decided below it is decided for good. */
    public void replicatedTo(long highWatermark) {
        transactions.replicatedTo(highWatermark);
    }

    /** Where the first transaction begins that is undecided or whose end is not replicated; MAX_VALUE if there is none. */
    public long firstUnstableOffset() {
        return transactions.firstUnstableOffset();
    }

    public AbortedTransactions aborted() {
        return aborted;
    }

    /** As found in the .txnindex files; what {@link #append} finds is added behind. */
    public void aborted(AbortedTransactions found) {
        aborted = found;
    }

    /** Forgets producers silent for longer than they are remembered; not those with a transaction open. */
    public void expire(long nowMs) {
        table.retain(state -> state.openTransactionOffset() >= 0 || nowMs - state.lastTimestampMs() < expirationMs);
    }

    public void clear() {
        table.clear();
        transactions.clear();
        aborted = AbortedTransactions.EMPTY;
    }

    /** The content of a .snapshot file. */
    public ByteBuffer snapshot() {
        return ProducerSnapshot.write(table);
    }

    /** Takes what a snapshot holds, but for who has expired by {@code nowMs}. */
    public void restore(List<ProducerSnapshot.Entry> entries, long nowMs) {
        for (var entry : entries) {
            var isOpen = entry.openTransactionOffset() >= 0;
            if (isOpen || nowMs - entry.timestampMs() < expirationMs) {
                var state = new ProducerState(entry.producerId(), entry.epoch());
                state.restore(entry.coordinatorEpoch(), entry.timestampMs(), entry.openTransactionOffset());
                if (entry.lastOffset() >= 0) {
                    state.remember(entry.lastSequence(), entry.lastOffset(), entry.offsetDelta(), entry.timestampMs());
                }
                table.add(state);
                if (isOpen) {
                    transactions.begin(entry.openTransactionOffset(), entry.producerId());
                }
            }
        }
    }
}
