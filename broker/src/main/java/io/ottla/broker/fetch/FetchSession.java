package io.ottla.broker.fetch;

import io.ottla.base.OwnedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client need not repeat with each fetch (KIP-227): the partitions it wants, and what it was last told of each. A request names
 * what has changed, an answer too.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
public final class FetchSession {
    private final int id;
    private final boolean usesTopicIds;
    private final long createdNanos;
    /** In the order they are read in: those that had data go to the end, so that none starves. */
    private final LinkedHashMap<Wanted.Key, Entry> entries = new LinkedHashMap<>();

    private int epoch = 1;
    private long usedNanos;
    /** Has the last request answered, if it waits. */
    private @Nullable Runnable hurry;

    /** A partition, and what its reader knows of it. */
    private static final class Entry {
        private Wanted wanted;
        private long sentHighWatermark = -1;
        private long sentLogStart = -1;

        Entry(Wanted wanted) {
            this.wanted = wanted;
        }
    }

    FetchSession(int id, boolean usesTopicIds, long nowNanos) {
        this.id = id;
        this.usesTopicIds = usesTopicIds;
        this.createdNanos = nowNanos;
        this.usedNanos = nowNanos;
    }

    public int id() {
        return id;
    }

    boolean usesTopicIds() {
        return usesTopicIds;
    }

    /** The epoch the next request must have. */
    int epoch() {
        return epoch;
    }

    long usedNanos() {
        return usedNanos;
    }

    long createdNanos() {
        return createdNanos;
    }

    int size() {
        return entries.size();
    }

    /** Runs {@code hurryIt} when the next request comes; it may be over by then. */
    void underWay(Runnable hurryIt) {
        hurry = hurryIt;
    }

    /** The next request is here: its asker has no use for waiting any longer. */
    void hurry() {
        if (hurry != null) {
            hurry.run();
        }
    }

    /** A request of the right epoch has come. */
    void advance(long nowNanos) {
        usedNanos = nowNanos;
        epoch = epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
    }

    /** Puts partitions in, or what is wanted of them anew. */
    void want(List<Wanted> changed) {
        for (var wanted : changed) {
            var known = entries.get(wanted.key());
            if (known == null) {
                entries.put(wanted.key(), new Entry(wanted));
            } else {
                known.wanted = wanted;
            }
        }
    }

    void forget(List<Wanted.Key> keys) {
        keys.forEach(entries::remove);
    }

    /** All partitions of the session, in the order to read them. */
    public List<Wanted> wanted() {
        var all = new ArrayList<Wanted>(entries.size());
        for (var entry : entries.values()) {
            all.add(entry.wanted);
        }
        return all;
    }

    /**
     * Notes what is sent, and puts those with data at the end of the next round.
     *
     * @param onlyNews leaves out what the reader knows already
     * @return what is to be sent
     */
    public List<PartitionRead> tell(List<PartitionRead> reads, boolean onlyNews) {
        hurry = null;
        var told = new ArrayList<PartitionRead>();
        for (var read : reads) {
            var key = read.wanted().key();
            var entry = entries.get(key);
            if (entry == null) {
                told.add(read);
                continue;
            }
            if (note(read, entry) || !onlyNews) {
                told.add(read);
                if (read.sizeInBytes() > 0) {
                    entries.remove(key);
                    entries.put(key, entry);
                }
            }
        }
        return told;
    }

    /** Is there anything in this its reader does not know? */
    private static boolean note(PartitionRead read, Entry entry) {
        var view = read.view();
        var highWatermark = -1L;
        var logStart = -1L;
        if (view != null && !read.isUrgent()) {
            highWatermark = view.highWatermark();
            logStart = view.log().logStartOffset();
        }
        var news = highWatermark < 0
                || read.sizeInBytes() > 0
                || highWatermark != entry.sentHighWatermark
                || logStart != entry.sentLogStart;
        entry.sentHighWatermark = highWatermark;
        entry.sentLogStart = logStart;
        return news;
    }
}
