package io.ottla.replication.partition;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after every partition once per interval: retention, rolling, forgetting. One timer for all, which takes a few partitions at
 * each tick, so that an idle broker with many of them does next to nothing. Lives on the home loop.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class Housekeeping {
    private static final long LONGEST_TICK_MS = 5_000;

    private final Loop home;
    private final Clock clock;
    private final Supplier<List<PartitionRef>> all;
    private final Duration tick;
    private final int ticksPerRound;
    private List<PartitionRef> round = List.of();
    private int next;
    private int perTick;
    private Loop.@Nullable Timer timer;

    Housekeeping(Loop home, Clock clock, Duration interval, Supplier<List<PartitionRef>> all) {
        long intervalMs = Math.max(1, interval.toMillis());
        this.home = home;
        this.clock = clock;
        this.all = all;
        this.tick = Duration.ofMillis(Math.min(intervalMs, LONGEST_TICK_MS));
        this.ticksPerRound = (int) Math.max(1, Math.min(Integer.MAX_VALUE, intervalMs / tick.toMillis()));
    }

    void start() {
        timer = home.schedule(tick, this::tick);
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void tick() {
        if (next >= round.size()) {
            round = all.get();
            next = 0;
            perTick = (round.size() + ticksPerRound - 1) / ticksPerRound;
        }
        long nowMs = clock.wallMs();
        int end = Math.min(round.size(), next + perTick);
        for (; next < end; next++) {
            Partition partition = round.get(next).partition();
            partition.loop().execute(() -> partition.housekeep(nowMs));
        }
        start();
    }
}
