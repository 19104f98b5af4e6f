package io.ottla.replication.image;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A persistent map for many entries of which few change at a time: a plain hash map that is never written again, and over it what has
 * changed since. Once the changes are many, both become one plain map. So a thousand topics are loaded at the price of a plain map,
 * looked up at that price, and one more costs a few nodes. Immutable.
 */
public final class LayeredMap<K, V> extends AbstractMap<K, V> {
    /** Fewer changes than this are never worth a copy. */
    private static final int MOST_CHANGES_AT_LEAST = 64;

    private final Map<K, V> base;
    /** A null box stands for an entry that is gone. */
    private final PMap<K, Change<V>> changes;

    private final int size;

    private record Change<V>(@Nullable V value) {}

    private LayeredMap(Map<K, V> base, PMap<K, Change<V>> changes, int size) {
        this.base = base;
        this.changes = changes;
        this.size = size;
    }

    public static <K, V> LayeredMap<K, V> empty() {
        return new LayeredMap<>(new HashMap<>(), HashTreePMap.empty(), 0);
    }

    @Override
    @SuppressWarnings("SuspiciousMethodCalls")
    public @Nullable V get(@Nullable Object key) {
        if (!changes.isEmpty()) {
            Change<V> change = changes.get(key);
            if (change != null) {
                return change.value();
            }
        }
        return base.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    /** This map with {@code value} under {@code key}. */
    public LayeredMap<K, V> plus(K key, V value) {
        int newSize = get(key) == null ? size + 1 : size;
        return layered(changes.plus(key, new Change<>(value)), newSize);
    }

    /** This map without {@code key}. */
    public LayeredMap<K, V> minus(K key) {
        return get(key) == null ? this : layered(changes.plus(key, new Change<>(null)), size - 1);
    }

    /** This map with many more. */
    public LayeredMap<K, V> plusAll(Map<K, V> more) {
        if (more.size() < MOST_CHANGES_AT_LEAST) {
            LayeredMap<K, V> map = this;
            for (Entry<K, V> each : more.entrySet()) {
                map = map.plus(each.getKey(), each.getValue());
            }
            return map;
        }
        Map<K, V> all = flat(size + more.size());
        all.putAll(more);
        return new LayeredMap<>(all, HashTreePMap.empty(), all.size());
    }

    private LayeredMap<K, V> layered(PMap<K, Change<V>> newChanges, int newSize) {
        LayeredMap<K, V> next = new LayeredMap<>(base, newChanges, newSize);
        return newChanges.size() < Math.max(MOST_CHANGES_AT_LEAST, base.size() / 2)
                ? next
                : new LayeredMap<>(next.flat(newSize), HashTreePMap.empty(), newSize);
    }

    private Map<K, V> flat(int expected) {
        Map<K, V> all = new HashMap<>(expected * 4 / 3 + 1);
        for (Entry<K, V> entry : entrySet()) {
            all.put(entry.getKey(), entry.getValue());
        }
        return all;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** First what the base has and no change hides, then what changes brought. */
    private final class Entries implements Iterator<Entry<K, V>> {
        private final Iterator<Entry<K, V>> ofBase = base.entrySet().iterator();
        private final Iterator<Entry<K, Change<V>>> ofChanges =
                changes.entrySet().iterator();
        private @Nullable Entry<K, V> next = find();

        private @Nullable Entry<K, V> find() {
            while (ofBase.hasNext()) {
                Entry<K, V> entry = ofBase.next();
                if (changes.isEmpty() || !changes.containsKey(entry.getKey())) {
                    return Map.entry(entry.getKey(), entry.getValue());
                }
            }
            while (ofChanges.hasNext()) {
                Entry<K, Change<V>> entry = ofChanges.next();
                V value = entry.getValue().value();
                if (value != null) {
                    return Map.entry(entry.getKey(), value);
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Entry<K, V> next() {
            Entry<K, V> found = next;
            if (found == null) {
                throw new NoSuchElementException();
            }
            next = find();
            return found;
        }
    }
}
