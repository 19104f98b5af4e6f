package io.ottla.log.producer;

import io.ottla.base.OwnedBy;
import java.util.SortedMap;
import java.util.TreeMap;

/** The transactions of a log that are undecided, or decided by a marker that is not replicated yet. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class OpenTransactions {
    /** First offset to producer id. */
    private final TreeMap<Long, Long> ongoing = new TreeMap<>();
    /** First offset to the offset of the marker. */
    private final TreeMap<Long, Long> unreplicated = new TreeMap<>();

    void begin(long firstOffset, long producerId) {
        ongoing.put(firstOffset, producerId);
    }

    /** Decides one; the answer is the last stable offset as this leaves it, once all is replicated. */
    long end(long firstOffset, long markerOffset) {
        ongoing.remove(firstOffset);
        unreplicated.put(firstOffset, markerOffset);
        return ongoing.isEmpty() ? markerOffset + 1 : ongoing.firstKey();
    }

    /** Markers below {@code highWatermark} are replicated. */
    void replicatedTo(long highWatermark) {
        if (!unreplicated.isEmpty()) {
            unreplicated.values().removeIf(marker -> marker < highWatermark);
        }
    }

    /** No record from here on is stable; {@link Long#MAX_VALUE} if all are. */
    long firstUnstableOffset() {
        return Math.min(first(ongoing), first(unreplicated));
    }

    private static long first(SortedMap<Long, Long> transactions) {
        return transactions.isEmpty() ? Long.MAX_VALUE : transactions.firstKey();
    }

    void clear() {
        ongoing.clear();
        unreplicated.clear();
    }
}
