package io.ottla.broker.joint;

import io.ottla.base.Check;
import io.ottla.log.BackgroundWork;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads for work that blocks: a few for each lane, made when there is something to do, gone when there is not. */
final class BackgroundThreads implements BackgroundWork, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundThreads.class);
    private static final Duration KEPT_IDLE = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Map<Lane, ThreadPoolExecutor> lanes = new EnumMap<>(Lane.class);

    BackgroundThreads() {
        lanes.put(Lane.FLUSH, lane("flush", 8));
        lanes.put(Lane.READ, lane("read", 2));
        lanes.put(Lane.CLEANUP, lane("cleanup", 1));
    }

    private static ThreadPoolExecutor lane(String name, int threads) {
        var lane = new ThreadPoolExecutor(
                threads,
                threads,
                KEPT_IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, name));
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Lane lane, Runnable task) {
        Check.present(lanes.get(lane), "no threads for %s", lane).execute(() -> run(lane, task));
    }

    private static void run(Lane lane, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            log.error("Work in the background ({}) failed", lane, defect);
        }
    }

    /** Waits for what is under way; what is queued still runs. */
    @Override
    public void close() {
        lanes.values().forEach(ThreadPoolExecutor::shutdown);
        try {
            for (var lane : lanes.values()) {
                if (!lane.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.warn("Work in the background is still under way after {}", LONGEST_END);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
