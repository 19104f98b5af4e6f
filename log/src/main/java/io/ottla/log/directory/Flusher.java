package io.ottla.log.directory;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the logs of one directory durable: each log has at most one round under way, and rounds of several logs run side by
 * side, so that the file system's journal commits are shared among them. While a round of a log syncs, its next one
 * gathers. Rounds are handed over by any loop and taken by background threads: this queue is the door between them.
 */
public final class Flusher {
    private final Executor threads;
    private final int mostAtOnce;
    private final ConcurrentLinkedQueue<Runnable> rounds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger workers = new AtomicInteger();

    Flusher(Executor threads, int mostAtOnce) {
        this.threads = threads;
        this.mostAtOnce = mostAtOnce;
    }

    /** Runs {@code round} as soon as a place is free. Any thread. */
    public void submit(Runnable round) {
        rounds.add(round);
        while (true) {
            var now = workers.get();
            if (now == mostAtOnce) {
                return; // one of them will look into the queue before it leaves
            }
            if (workers.compareAndSet(now, now + 1)) {
                threads.execute(this::work);
                return;
            }
        }
    }

    private void work() {
        while (true) {
            for (var round = rounds.poll(); round != null; round = rounds.poll()) {
                round.run();
            }
            workers.decrementAndGet();
            // A round may have come in between, to one who saw us still here.
            if (rounds.isEmpty() || !takePlace()) {
                return;
            }
        }
    }

    private boolean takePlace() {
        while (true) {
            var now = workers.get();
            if (now == mostAtOnce) {
                return false;
            }
            if (workers.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }
}
