package io.ottla.bench.jmh;

import io.ottla.base.Loop;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A loop whose thread is the benchmark's: tasks wait until it asks for them. What is scheduled never runs. */
final class CallersLoop implements Loop {

    // Background work posts here from its own threads.
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return () -> {};
    }

    @Override
    public boolean isInside() {
        return true;
    }

    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) task.run();
    }
}
