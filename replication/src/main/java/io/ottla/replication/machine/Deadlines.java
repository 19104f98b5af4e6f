package io.ottla.replication.machine;

import io.ottla.base.OwnedBy;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * When what is due, in ticks of a {@link Moment}. Made for deadlines that are put off again and again, as heartbeats do: that is one
 * look-up and one store. Only an entry whose time has come looks where its deadline has gone.
 *
 * @param <K> what is due; equal keys share one deadline
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class Deadlines<K> {
    private static final long NEVER = Long.MAX_VALUE;
    /** So many that are not due any more may stand in the queue in any case. */
    private static final int FEW = 64;

    private final Map<K, Entry<K>> entries = new HashMap<>();
    private final PriorityQueue<Entry<K>> queue = new PriorityQueue<>();

    private static final class Entry<K> implements Comparable<Entry<K>> {
        private final K key;
        private long dueMs;
        /** Where it stands in the queue: never after {@link #dueMs}. */
        private long queuedMs;

        Entry(K key, long dueMs) {
            this.key = key;
            this.dueMs = dueMs;
            this.queuedMs = dueMs;
        }

        @Override
        public int compareTo(Entry<K> other) {
            return Long.compare(queuedMs, other.queuedMs);
        }
    }

    /** {@code key} is due then, and not when it was before. */
    public void set(K key, long dueMs) {
        Entry<K> entry = entries.get(key);
        if (entry != null && dueMs >= entry.queuedMs) {
            entry.dueMs = dueMs;
            return;
        }
        if (entry != null) {
            queue.remove(entry);
        }
        Entry<K> fresh = new Entry<>(key, dueMs);
        entries.put(key, fresh);
        queue.add(fresh);
    }

    /** {@code key} is not due any more. */
    public void clear(K key) {
        Entry<K> entry = entries.remove(key);
        if (entry != null) {
            entry.dueMs = NEVER;
            if (queue.size() > 2 * entries.size() + FEW) {
                queue.removeIf(queued -> queued.dueMs == NEVER);
            }
        }
    }

    /** When to look; {@link Long#MAX_VALUE} for never. Nothing is due before. */
    public long nextMs() {
        return queue.isEmpty() ? NEVER : queue.element().queuedMs;
    }

    /** Takes one that is due; null if none is. */
    public @Nullable K poll(long nowMs) {
        while (nextMs() <= nowMs) {
            Entry<K> entry = queue.remove();
            if (entry.dueMs <= nowMs) {
                entries.remove(entry.key);
                return entry.key;
            }
            if (entry.dueMs != NEVER) {
                entry.queuedMs = entry.dueMs;
                queue.add(entry);
            }
        }
        return null;
    }

    /** When {@code key} is due; {@link Long#MAX_VALUE} if it is not. */
    public long dueMs(K key) {
        Entry<K> entry = entries.get(key);
        return entry == null ? NEVER : entry.dueMs;
    }

    public int count() {
        return entries.size();
    }
}
