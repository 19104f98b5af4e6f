package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked of a partition before its log was open. Bounded. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Parked {
    static final int MOST = 1000;

    private @Nullable ArrayList<Runnable> tasks;

    /** Takes {@code task}; false if too many wait already. */
    boolean offer(Runnable task) {
        if (tasks == null) {
            tasks = new ArrayList<>(1);
        }
        return tasks.size() < MOST && tasks.add(task);
    }

    boolean isEmpty() {
        return tasks == null || tasks.isEmpty();
    }

    /** Runs everything in the order it came. A task that parks again is for the next time. */
    void release() {
        List<Runnable> all = tasks;
        tasks = null;
        if (all != null) {
            all.forEach(Runnable::run);
        }
    }
}
