package io.ottla.base;

import java.time.Duration;

/**
 * One thread that owns things: everything posted to it runs there, one at a time, in the order it was posted. Connections
 * and partitions live on loops; nothing that blocks (fsync, a cold read) may run on one.
 *
 * <p>A production loop is an event loop of the network layer; a simulation runs many loops in one thread.
 */
public interface Loop {
    /**
     * Runs {@code task} on this loop, after what is already posted. Called from the loop itself, the task runs at the end of
     * the current turn: after every socket that was ready has been read. May be called from any thread.
     */
    void execute(Runnable task);

    /** Runs {@code task} on this loop once {@code delay} has passed. May be called from any thread. */
    Timer schedule(Duration delay, Runnable task);

    /** Is the calling thread this loop? */
    boolean isInside();

    /** Fails when the caller is not on this loop: a thing with an owner was touched by a stranger. */
    default void assertInside() {
        Check.that(isInside(), "called outside the loop that owns this: on thread %s", Thread.currentThread());
    }

    /** A task that has been scheduled and may still be called off. */
    interface Timer {
        /** Calls the task off; does nothing if it has run. */
        void cancel();
    }
}
