package io.ottla.log;

import io.ottla.base.Loop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A log as it stood at the end of a turn: immutable, and for any thread. {@code [logStartOffset .. endOffset)} is written
 * and may be read, as far as its reader may see (high watermark, last stable offset).
 */
public final class LogView {
    public long logStartOffset() {
        return Unwritten.yet();
    }

    /** The offset the next record gets. */
    public long endOffset() {
        return Unwritten.yet();
    }

    /** Below this all in-sync replicas have the log; set by the owner. */
    public long highWatermark() {
        return Unwritten.yet();
    }

    /** Below this every transaction is decided; never above the high watermark. */
    public long lastStableOffset() {
        return Unwritten.yet();
    }

    /** Below this the log survives a crash of the machine. */
    public long recoveryPoint() {
        return Unwritten.yet();
    }

    /** Bytes in all segments. */
    public long sizeInBytes() {
        return Unwritten.yet();
    }

    public int segmentCount() {
        return Unwritten.yet();
    }

    /** The newest leader epoch that has written here; -1 if none has. */
    public int latestEpoch() {
        return Unwritten.yet();
    }

    /**
     * Reads from the batch that holds {@code offset} on, up to {@code upToOffset} (exclusive) and about {@code maxBytes}.
     *
     * @param minOneBatch the first batch is given whole even if it is larger than {@code maxBytes}; otherwise the slice is
     *     then empty
     * @return an empty slice at {@code upToOffset} and between it and the end
     */
    public LogRead read(long offset, int maxBytes, boolean minOneBatch, long upToOffset) {
        return Unwritten.yet();
    }

    /** Where this epoch ends, as OffsetForLeaderEpoch answers it. */
    public EpochEnd epochEnd(int leaderEpoch) {
        return Unwritten.yet();
    }

    /** The leader epoch {@code offset} was written under; -1 if unknown. */
    public int epochAt(long offset) {
        return Unwritten.yet();
    }

    /** Aborted transactions with records in {@code [fromOffset .. upperBoundOffset)}, by first offset. */
    public List<AbortedTransaction> abortedTransactions(long fromOffset, long upperBoundOffset) {
        return Unwritten.yet();
    }

    /**
     * Finds the first record at or after {@code timestampMs} in the background.
     *
     * @param onLoop runs on {@code loop}
     */
    public void offsetForTime(long timestampMs, Loop loop, Consumer<Optional<OffsetAtTime>> onLoop) {
        Unwritten.yet();
    }

    /** Finds the first record with the largest timestamp in the background; empty for an empty log. */
    public void offsetOfMaxTimestamp(Loop loop, Consumer<Optional<OffsetAtTime>> onLoop) {
        Unwritten.yet();
    }
}
