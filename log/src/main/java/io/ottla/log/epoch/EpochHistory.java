package io.ottla.log.epoch;

import java.util.Arrays;

/**
 * Which leader epoch wrote from which offset on: epochs and start offsets both grow. Immutable, for any thread.
 *
 * <pre>
 *   epoch  0        2      5
 *   start  0        40     41
 *          [0..39]  [40]   [41..
 * </pre>
 */
public final class EpochHistory {
    public static final EpochHistory EMPTY = new EpochHistory(new int[0], new long[0]);

    /** No epoch, no offset. */
    public static final int UNDEFINED = -1;

    private final int[] epochs;
    private final long[] starts;

    private EpochHistory(int[] epochs, long[] starts) {
        this.epochs = epochs;
        this.starts = starts;
    }

    public int count() {
        return epochs.length;
    }

    public int epoch(int index) {
        return epochs[index];
    }

    public long startOffset(int index) {
        return starts[index];
    }

    /** The newest epoch; -1 if there is none. */
    public int latestEpoch() {
        return epochs.length == 0 ? UNDEFINED : epochs[epochs.length - 1];
    }

    /** From {@code startOffset} on this epoch writes. What contradicts it (a later epoch, a later start) is forgotten. */
    public EpochHistory with(int epoch, long startOffset) {
        if (epoch < 0 || (epoch == latestEpoch() && startOffset >= starts[starts.length - 1])) {
            return this;
        }
        var kept = epochs.length;
        while (kept > 0 && (epochs[kept - 1] >= epoch || starts[kept - 1] >= startOffset)) {
            kept--;
        }
        var newEpochs = Arrays.copyOf(epochs, kept + 1);
        var newStarts = Arrays.copyOf(starts, kept + 1);
        newEpochs[kept] = epoch;
        newStarts[kept] = startOffset;
        return new EpochHistory(newEpochs, newStarts);
    }

    /** The log ends at {@code endOffset} now: epochs that begin there or later are forgotten. */
    public EpochHistory truncatedTo(long endOffset) {
        var kept = epochs.length;
        while (kept > 0 && starts[kept - 1] >= endOffset) {
            kept--;
        }
        return kept == epochs.length
                ? this
                : new EpochHistory(Arrays.copyOf(epochs, kept), Arrays.copyOf(starts, kept));
    }

    /** The log starts at {@code startOffset} now: of the epochs before it the last is kept and starts there. */
    public EpochHistory startingAt(long startOffset) {
        var first = 0;
        while (first + 1 < epochs.length && starts[first + 1] <= startOffset) {
            first++;
        }
        if (epochs.length == 0 || (first == 0 && starts[0] >= startOffset)) {
            return this;
        }
        var newStarts = Arrays.copyOfRange(starts, first, starts.length);
        newStarts[0] = Math.max(newStarts[0], startOffset);
        return new EpochHistory(Arrays.copyOfRange(epochs, first, epochs.length), newStarts);
    }

    /** The epoch {@code offset} was written under; -1 if it lies before all that is known. */
    public int epochAt(long offset) {
        for (var i = epochs.length - 1; i >= 0; i--) {
            if (starts[i] <= offset) {
                return epochs[i];
            }
        }
        return UNDEFINED;
    }

    /**
     * The epoch to answer for one asked for (KIP-101, KIP-279): the largest not above it; itself if all known are above; -1 if
     * it is newer than all.
     */
    public int answeredEpoch(int asked) {
        if (isUnknown(asked)) {
            return UNDEFINED;
        }
        var floor = floor(asked);
        return floor < 0 ? asked : epochs[floor];
    }

    /** Where the epoch of {@link #answeredEpoch} ends, exclusive; -1 if that is -1. */
    public long endOffset(int asked, long logEndOffset) {
        if (isUnknown(asked)) {
            return UNDEFINED;
        }
        var next = floor(asked) + 1;
        return next == epochs.length ? logEndOffset : starts[next];
    }

    /** Anything below the first is older than all, also what no leader ever had. */
    private boolean isUnknown(int asked) {
        return asked == UNDEFINED || asked > latestEpoch() || epochs.length == 0;
    }

    private int floor(int epoch) {
        var at = Arrays.binarySearch(epochs, epoch);
        return at >= 0 ? at : -at - 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochHistory history
                && Arrays.equals(epochs, history.epochs)
                && Arrays.equals(starts, history.starts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(epochs) * 31 + Arrays.hashCode(starts);
    }

    @Override
    public String toString() {
        return "EpochHistory(epochs=" + Arrays.toString(epochs) + ", starts=" + Arrays.toString(starts) + ")";
    }
}
