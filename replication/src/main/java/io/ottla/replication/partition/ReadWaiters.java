package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.request.ReadLimit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads that wait for something to come. Takes no memory while nobody waits. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class ReadWaiters {
    private static final int FIRST_SWEEP = 8;

    private final PartitionRef partition;
    private @Nullable ArrayList<Wait> waits;
    /** Those who went away without a word are looked for when there are so many. */
    private int sweepAt = FIRST_SWEEP;

    private record Wait(long offset, ReadLimit limit, Waiter waiter) {}

    ReadWaiters(PartitionRef partition) {
        this.partition = partition;
    }

    /** {@code waiter} is called once the end as {@code limit} sees it lies behind {@code offset}. */
    void add(long offset, ReadLimit limit, Waiter waiter) {
        if (waits == null) {
            waits = new ArrayList<>(1);
        }
        if (waits.size() >= sweepAt) {
            waits.removeIf(wait -> wait.waiter().isDone());
            sweepAt = Math.max(FIRST_SWEEP, 2 * waits.size());
        }
        waits.add(new Wait(offset, limit, waiter));
    }

    /** Calls those for whom there is something to read now. */
    void moved(PartitionView view) {
        ArrayList<Wait> all = waits;
        if (all == null) {
            return;
        }
        ArrayList<Wait> ready = null;
        for (int i = all.size() - 1; i >= 0; i--) {
            Wait wait = all.get(i);
            if (view.end(wait.limit()) > wait.offset()) {
                int last = all.size() - 1;
                all.set(i, all.get(last));
                all.remove(last);
                ready = ready == null ? new ArrayList<>(1) : ready;
                ready.add(wait);
            }
        }
        if (ready != null) {
            call(ready);
        }
    }

    /** Calls everybody: the partition is no longer what it was when they came. */
    void changed() {
        List<Wait> all = waits;
        waits = null;
        if (all != null) {
            call(all);
        }
    }

    private void call(List<Wait> ready) {
        for (Wait wait : ready) {
            if (!wait.waiter().isDone()) {
                wait.waiter().moved(partition);
            }
        }
    }

    int count() {
        return waits == null ? 0 : waits.size();
    }
}
