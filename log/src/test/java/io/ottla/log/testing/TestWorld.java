package io.ottla.log.testing;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.log.LogDirs.World;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.disk.Disk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loops, background threads and clocks in the one thread of a test. Tasks of a loop run in order; which loop or background task
 * is next is up to the seed. Nothing runs but in {@link #run} and {@link #advance}.
 */
public final class TestWorld {
    private final Random random;
    private final List<TestLoop> loops = new ArrayList<>();
    private final List<Runnable> background = new ArrayList<>();
    private final PriorityQueue<Timed> timers = new PriorityQueue<>();
    private long nowMs;
    private long timerCount;
    private boolean stopped;

    public TestWorld(long seed, long nowMs) {
        this.random = new Random(seed);
        this.nowMs = nowMs;
    }

    private record Timed(long atMs, long order, Runnable task, AtomicBoolean off) implements Comparable<Timed> {
        @Override
        public int compareTo(Timed other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(order, other.order);
        }
    }

    private final class TestLoop implements Loop {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean inside;

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            var off = new AtomicBoolean();
            timers.add(new Timed(nowMs + delay.toMillis(), timerCount++, () -> execute(task), off));
            return () -> off.set(true);
        }

        @Override
        public boolean isInside() {
            return inside;
        }

        void runOne() {
            inside = true;
            try {
                tasks.remove().run();
            } finally {
                inside = false;
            }
        }
    }

    public Loop newLoop() {
        var loop = new TestLoop();
        loops.add(loop);
        return loop;
    }

    /** The world as the log wants it, with a home loop of its own. */
    public World world(Disk disk) {
        BackgroundWork work = (lane, task) -> background.add(task);
        return new World(disk, clock(), new Random(random.nextLong()), work, newLoop());
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public long wallMs() {
                return nowMs;
            }

            @Override
            public long nanos() {
                return nowMs * 1_000_000;
            }
        };
    }

    public long nowMs() {
        return nowMs;
    }

    /** Runs until nothing is left to do now. */
    public void run() {
        while (!stopped && step()) {}
    }

    /** Runs one task; false if there is none. */
    public boolean step() {
        var ready = loops.stream().filter(loop -> !loop.tasks.isEmpty()).toList();
        var choices = ready.size() + background.size();
        if (choices == 0) {
            return false;
        }
        var choice = random.nextInt(choices);
        if (choice < ready.size()) {
            ready.get(choice).runOne();
        } else {
            background.remove(choice - ready.size()).run();
        }
        return true;
    }

    /** Lets time pass, running what becomes due. */
    public void advance(long ms) {
        var until = nowMs + ms;
        run();
        while (!timers.isEmpty() && timers.peek().atMs() <= until) {
            var timer = timers.remove();
            nowMs = Math.max(nowMs, timer.atMs());
            if (!timer.off().get()) {
                timer.task().run();
            }
            run();
        }
        nowMs = until;
    }

    /** The power is gone: nothing of this world runs any more. */
    public void stop() {
        stopped = true;
        loops.forEach(loop -> loop.tasks.clear());
        background.clear();
        timers.clear();
    }

    /** Runs {@code task} on {@code loop} and all that follows from it. */
    public void on(Loop loop, Runnable task) {
        loop.execute(task);
        run();
    }
}
