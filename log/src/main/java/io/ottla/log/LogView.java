package io.ottla.log;

import io.ottla.base.Loop;
import io.ottla.log.producer.AbortedTransaction;
import io.ottla.log.segment.RecentBatches;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A log as it stood at the end of a turn: immutable, and for any thread. {@code [logStartOffset .. endOffset)} is written
 * and may be read, as far as its reader may see (high watermark, last stable offset).
 */
public final class LogView {
    private final LogShape shape;
    private final LogShape.Marks marks;
    private final RecentBatches recent;

    LogView(LogShape shape, LogShape.Marks marks, RecentBatches recent) {
        this.shape = shape;
        this.marks = marks;
        this.recent = recent;
    }

    LogShape shape() {
        return shape;
    }

    RecentBatches recent() {
        return recent;
    }

    int activeBytes() {
        return marks.activeBytes();
    }

    public long logStartOffset() {
        return marks.logStartOffset();
    }

    /** The offset the next record gets. */
    public long endOffset() {
        return marks.endOffset();
    }

    /** Below this all in-sync replicas have the log; set by the owner. */
    public long highWatermark() {
        return marks.highWatermark();
    }

    /** Below this every transaction is decided; never above the high watermark. */
    public long lastStableOffset() {
        return marks.lastStableOffset();
    }

    /** Below this the log survives a crash of the machine. */
    public long recoveryPoint() {
        return marks.recoveryPoint();
    }

    /** Bytes in all segments. */
    public long sizeInBytes() {
        return shape.sealedBytes() + marks.activeBytes();
    }

    public int segmentCount() {
        return shape.segments().size();
    }

    /** The newest leader epoch that has written here; -1 if none has. */
    public int latestEpoch() {
        return shape.epochs().latestEpoch();
    }

    /**
     * Reads from the batch that holds {@code offset} on, up to {@code upToOffset} (exclusive) and about {@code maxBytes}.
     *
     * @param minOneBatch the first batch is given whole even if it is larger than {@code maxBytes}; otherwise the slice is
     *     then empty
     * @return an empty slice at {@code upToOffset} and between it and the end
     */
    public LogRead read(long offset, int maxBytes, boolean minOneBatch, long upToOffset) {
        if (offset < marks.logStartOffset() || offset > marks.endOffset()) {
            return new LogRead.OutOfRange(marks.logStartOffset(), marks.endOffset());
        }
        var upTo = Math.min(upToOffset, marks.endOffset());
        if (offset >= upTo) {
            return LogSlice.EMPTY;
        }
        return new LogReading(this, offset, maxBytes, minOneBatch, upTo).atOnce();
    }

    /** Where this epoch ends, as OffsetForLeaderEpoch answers it. */
    public EpochEnd epochEnd(int leaderEpoch) {
        var epochs = shape.epochs();
        return new EpochEnd(epochs.answeredEpoch(leaderEpoch), epochs.endOffset(leaderEpoch, marks.endOffset()));
    }

    /** The leader epoch {@code offset} was written under; -1 if unknown. */
    public int epochAt(long offset) {
        return shape.epochs().epochAt(offset);
    }

    /** Aborted transactions with records in {@code [fromOffset .. upperBoundOffset)}, by first offset. */
    public List<AbortedTransaction> abortedTransactions(long fromOffset, long upperBoundOffset) {
        return shape.aborted().overlapping(fromOffset, upperBoundOffset);
    }

    /**
     * Finds the first record at or after {@code timestampMs} in the background; empty if there is none.
     *
     * @param onLoop runs on {@code loop}
     */
    public void offsetForTime(long timestampMs, Loop loop, Consumer<Optional<OffsetAtTime>> onLoop) {
        new TimeLookup(this).first(timestampMs, loop, onLoop);
    }

    /** Finds the first record with the largest timestamp in the background; empty for an empty log. */
    public void offsetOfMaxTimestamp(Loop loop, Consumer<Optional<OffsetAtTime>> onLoop) {
        new TimeLookup(this).largest(loop, onLoop);
    }

    /**
     * By how many offsets a copy is behind this log. Blocks.
     *
     * @param baseOffset of the last segment the copy has anything of
     * @param bytes that it has of that segment
     */
    public long lagOfCopy(long baseOffset, long bytes) throws IOException {
        return Math.max(0, marks.endOffset() - new CopyEnd(this, baseOffset, bytes).offset());
    }

    @Override
    public String toString() {
        return "LogView(" + shape.home().partition() + ", " + marks + ")";
    }
}
