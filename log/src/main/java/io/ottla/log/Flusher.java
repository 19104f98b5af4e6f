package io.ottla.log;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the logs of one directory durable: each log has at most one round under way, and rounds of several logs run side by
 * side, so that the file system's journal commits are shared among them. While a round of a log syncs, its next one
 * gathers. Rounds are handed over by any loop and taken by background threads: this queue is the door between them.
 */
final class Flusher {
    private final BackgroundWork background;
    private final int mostAtOnce;
    private final ConcurrentLinkedQueue<Runnable> rounds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger workers = new AtomicInteger();

    Flusher(BackgroundWork background, int mostAtOnce) {
        this.background = background;
        this.mostAtOnce = mostAtOnce;
    }

    void submit(Runnable round) {
        rounds.add(round);
        while (true) {
            var now = workers.get();
            if (now == mostAtOnce) {
                return; // one of them will look into the queue before it leaves
            }
            if (workers.compareAndSet(now, now + 1)) {
                background.execute(BackgroundWork.Lane.FLUSH, this::work);
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
