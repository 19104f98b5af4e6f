package io.ottla.replication.follower;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Partitions that are tried again later. One timer for all of them, and none while there are none. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Resting {
    private final Loop loop;
    private final Clock clock;
    private final Consumer<List<Followed>> onRested;
    private List<Followed> resting = new ArrayList<>();
    private Loop.@Nullable Timer timer;
    private long dueNanos;

    Resting(Loop loop, Clock clock, Consumer<List<Followed>> onRested) {
        this.loop = loop;
        this.clock = clock;
        this.onRested = onRested;
    }

    void add(Followed one, Duration time) {
        long until = clock.nanos() + time.toNanos();
        one.restsUntil(until);
        resting.add(one);
        if (timer == null || until - dueNanos < 0) {
            arm(until);
        }
    }

    private void arm(long until) {
        close();
        dueNanos = until;
        timer = loop.schedule(Duration.ofNanos(Math.max(0, until - clock.nanos())), this::look);
    }

    private void look() {
        timer = null;
        long now = clock.nanos();
        List<Followed> rested = new ArrayList<>();
        List<Followed> still = new ArrayList<>();
        for (Followed one : resting) {
            (one.restsUntilNanos() - now <= 0 ? rested : still).add(one);
        }
        resting = still;
        if (!still.isEmpty()) {
            long earliest = still.get(0).restsUntilNanos();
            for (Followed one : still) {
                earliest = one.restsUntilNanos() - earliest < 0 ? one.restsUntilNanos() : earliest;
            }
            arm(earliest);
        }
        onRested.accept(rested);
    }

    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
