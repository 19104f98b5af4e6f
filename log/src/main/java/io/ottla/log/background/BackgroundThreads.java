package io.ottla.log.background;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work on real threads: a small pool a lane, whose threads start on demand and leave after some seconds without
 * work. The threads are daemons and must never be interrupted: that would close the file they are in.
 */
public final class BackgroundThreads implements BackgroundWork, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);
    private static final int IDLE_SECONDS = 5;
    private static final int LONGEST_END_SECONDS = 10;

    private final Map<Lane, ThreadPoolExecutor> pools = new EnumMap<>(Lane.class);

    /**
     * Makes the pools; no thread yet.
     *
     * @param flushThreads at most so many for {@link BackgroundWork.Lane#FLUSH}; the directories share them
     * @param readThreads at most so many for {@link BackgroundWork.Lane#READ}
     */
    public BackgroundThreads(int flushThreads, int readThreads) {
        pools.put(Lane.FLUSH, pool("flush", flushThreads));
        pools.put(Lane.READ, pool("disk-read", readThreads));
        pools.put(Lane.JUDGE, pool("judge", 1));
        pools.put(Lane.CLEANUP, pool("cleanup", 1));
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        var pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Lane lane, Runnable task) {
        var pool = pools.get(lane);
        if (pool == null) {
            throw new IllegalArgumentException("no lane " + lane);
        }
        pool.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Work in the background ({}) failed", lane, e);
                throw e;
            }
        });
    }

    /** Takes no more work and waits until what there is has been done, ten seconds a lane at most. */
    @Override
    public void close() {
        pools.values().forEach(ThreadPoolExecutor::shutdown);
        try {
            for (var pool : pools.entrySet()) {
                if (!pool.getValue().awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn(
                            "Work in the background ({}) is still under way after {} s",
                            pool.getKey(),
                            LONGEST_END_SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
