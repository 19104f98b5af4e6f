package io.ottla.replication.partition;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees to it that who waits for replicas waits no longer than he said. One timer for a loop, and none while nobody waits. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Overdue {
    private final Loop loop;
    private final Clock clock;
    private final Set<Partition> waiting = new LinkedHashSet<>(0);
    private Loop.@Nullable Timer timer;
    private long dueNanos;

    Overdue(Loop loop, Clock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    /** Somebody waits there for so long; the answer is the instant. */
    long watch(Partition partition, long patienceMs) {
        long deadline = clock.nanos() + patienceMs * 1_000_000;
        waiting.add(partition);
        arm(deadline);
        return deadline;
    }

    private void arm(long deadline) {
        if (timer != null && deadline - dueNanos >= 0) {
            return;
        }
        stop();
        dueNanos = deadline;
        timer = loop.schedule(Duration.ofNanos(Math.max(0, deadline - clock.nanos())), this::look);
    }

    private void look() {
        timer = null;
        long now = clock.nanos();
        for (Partition partition : new ArrayList<>(waiting)) {
            long next = partition.expire(now);
            if (next == AckWaiters.FOR_EVER) {
                waiting.remove(partition);
            } else {
                arm(next);
            }
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
