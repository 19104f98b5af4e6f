package io.ottla.quorum;

import io.ottla.base.Loop;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A loop on a thread of its own. */
final class ThreadLoop implements Loop, AutoCloseable {
    private volatile Thread thread = Thread.currentThread();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        thread = new Thread(task, "controller");
        return thread;
    });

    ThreadLoop() {
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        var scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public boolean isInside() {
        return Thread.currentThread() == thread;
    }

    /** What {@code question} answers on the loop. */
    <T> T ask(Callable<T> question) {
        try {
            return executor.submit(question).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
