package io.ottla.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time and loops that move only when a test says so, all on the test's own thread. Tasks of all loops run in the order they were
 * posted; timers of the same instant in the order they were set. So a test with a seed always goes the same way.
 */
public final class ManualTime {
    private static final long START_WALL_MS = 1_760_000_000_000L;
    /** More than any test needs; a loop that posts to itself for ever is told. */
    private static final int MOST_TASKS = 10_000_000;

    private final ArrayDeque<Posted> posted = new ArrayDeque<>();
    private final PriorityQueue<ManualTimer> timers = new PriorityQueue<>();
    private long nowNanos;
    private long timersSet;
    private @Nullable ManualLoop running;

    private record Posted(ManualLoop loop, Runnable task) {}

    /** A loop of this time. */
    public ManualLoop loop(String name) {
        return new ManualLoop(this, name);
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public long wallMs() {
                return START_WALL_MS + nowNanos / 1_000_000;
            }

            @Override
            public long nanos() {
                return nowNanos;
            }
        };
    }

    /** Runs what is posted, and what that posts, until nothing is left. No timer fires. */
    public void settle() {
        for (int i = 0; !posted.isEmpty(); i++) {
            Check.that(i < MOST_TASKS, "the loops never come to rest");
            Posted next = posted.remove();
            within(next.loop(), next.task());
        }
    }

    /** Runs the oldest task that is posted; false if there is none. */
    public boolean step() {
        Posted next = posted.poll();
        if (next != null) {
            within(next.loop(), next.task());
        }
        return next != null;
    }

    /** Lets time pass: timers fire at their instant, and everything settles before time goes on. */
    public void advance(Duration duration) {
        long end = nowNanos + duration.toNanos();
        settle();
        while (!timers.isEmpty() && timers.peek().dueNanos <= end) {
            ManualTimer timer = timers.remove();
            nowNanos = Math.max(nowNanos, timer.dueNanos);
            within(timer.loop, timer.task);
            settle();
        }
        nowNanos = end;
    }

    /** Time passes while nobody looks: what was due in between is late. */
    public void sleep(Duration duration) {
        nowNanos += duration.toNanos();
    }

    /** How many timers are set: an idle system has few. */
    public int timersSet() {
        return timers.size();
    }

    void post(ManualLoop loop, Runnable task) {
        posted.add(new Posted(loop, task));
    }

    Loop.Timer schedule(ManualLoop loop, Duration delay, Runnable task) {
        ManualTimer timer = new ManualTimer(loop, task, nowNanos + Math.max(0, delay.toNanos()), timersSet++);
        timers.add(timer);
        return timer;
    }

    boolean isInside(ManualLoop loop) {
        return running == loop;
    }

    void within(ManualLoop loop, Runnable task) {
        ManualLoop before = running;
        running = loop;
        try {
            task.run();
        } finally {
            running = before;
        }
    }

    private final class ManualTimer implements Loop.Timer, Comparable<ManualTimer> {
        private final ManualLoop loop;
        private final Runnable task;
        private final long dueNanos;
        private final long order;

        ManualTimer(ManualLoop loop, Runnable task, long dueNanos, long order) {
            this.loop = loop;
            this.task = task;
            this.dueNanos = dueNanos;
            this.order = order;
        }

        @Override
        public void cancel() {
            timers.remove(this);
        }

        @Override
        public int compareTo(ManualTimer other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
