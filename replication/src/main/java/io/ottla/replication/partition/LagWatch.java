package io.ottla.replication.partition;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the followers of the partitions led on one loop, twice in replica.lag.time.max.ms. Sets no timer while there are none. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class LagWatch {
    private final Loop loop;
    private final Duration interval;
    private final Set<Partition> watched = new LinkedHashSet<>(0);
    private Loop.@Nullable Timer timer;

    LagWatch(Loop loop, Duration lagTimeMax) {
        this.loop = loop;
        this.interval = lagTimeMax.dividedBy(2);
    }

    void watch(Partition partition) {
        if (watched.add(partition) && timer == null) {
            timer = loop.schedule(interval, this::look);
        }
    }

    void unwatch(Partition partition) {
        if (watched.remove(partition) && watched.isEmpty()) {
            stop();
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void look() {
        timer = null;
        for (Partition partition : new ArrayList<>(watched)) {
            partition.leaveOutLaggards();
        }
        if (!watched.isEmpty()) {
            timer = loop.schedule(interval, this::look);
        }
    }
}
