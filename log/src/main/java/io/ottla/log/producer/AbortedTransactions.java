package io.ottla.log.producer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All transactions of a log that ended in an abort, in the order of their markers. Immutable, for any thread; one that grows
 * is a new one over the same array.
 */
public final class AbortedTransactions {
    public static final AbortedTransactions EMPTY = new AbortedTransactions(new long[0], 0);

    private static final int WIDTH = 4;
    private static final int FIRST_OFFSET = 1;
    private static final int LAST_OFFSET = 2;
    private static final int STABLE_OFFSET = 3;

    /** Producer id, first offset, last offset, last stable offset at the time, one transaction after the other. */
    private final long[] fields;

    private final int count;

    private AbortedTransactions(long[] fields, int count) {
        this.fields = fields;
        this.count = count;
    }

    /**
     * With one more, whose marker lies behind all others.
     *
     * @param stableOffset the last stable offset once this one is decided
     */
    public AbortedTransactions plus(AbortedTransaction aborted, long stableOffset) {
        var at = count * WIDTH;
        var grown = at < fields.length ? fields : Arrays.copyOf(fields, Math.max(4 * WIDTH, at * 2));
        grown[at] = aborted.producerId();
        grown[at + FIRST_OFFSET] = aborted.firstOffset();
        grown[at + LAST_OFFSET] = aborted.lastOffset();
        grown[at + STABLE_OFFSET] = stableOffset;
        return new AbortedTransactions(grown, count + 1);
    }

    /** With those of {@code later}, whose markers all lie behind these. */
    public AbortedTransactions plusAll(AbortedTransactions later) {
        var all = this;
        for (var i = 0; i < later.count; i++) {
            all = all.plus(later.get(i), later.lastStableOffset(i));
        }
        return all;
    }

    public int count() {
        return count;
    }

    public AbortedTransaction get(int index) {
        var at = index * WIDTH;
        return new AbortedTransaction(fields[at], fields[at + FIRST_OFFSET], fields[at + LAST_OFFSET]);
    }

    public long lastStableOffset(int index) {
        return fields[index * WIDTH + STABLE_OFFSET];
    }

    /** Those with records in {@code [fromOffset .. upperBoundOffset)}, by first offset. */
    public List<AbortedTransaction> overlapping(long fromOffset, long upperBoundOffset) {
        if (count == 0) {
            return List.of();
        }
        var found = new ArrayList<AbortedTransaction>();
        for (var i = firstEndingAt(fromOffset); i < count; i++) {
            if (fields[i * WIDTH + FIRST_OFFSET] < upperBoundOffset) {
                found.add(get(i));
            }
            if (lastStableOffset(i) >= upperBoundOffset) {
                break; // whatever ends later begins later, too
            }
        }
        found.sort(Comparator.comparingLong(AbortedTransaction::firstOffset));
        return found;
    }

    /** Those whose markers lie in {@code [fromOffset .. toOffset)}: what one segment's .txnindex holds. */
    public AbortedTransactions between(long fromOffset, long toOffset) {
        var first = firstEndingAt(fromOffset);
        var last = firstEndingAt(toOffset);
        return last == first
                ? EMPTY
                : new AbortedTransactions(Arrays.copyOfRange(fields, first * WIDTH, last * WIDTH), last - first);
    }

    private int firstEndingAt(long offset) {
        var low = 0;
        var high = count - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            if (fields[middle * WIDTH + LAST_OFFSET] < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
