package io.ottla.log.background;

/**
 * Where work goes that may block: fsync, reading cold bytes, recovery, deletion. May be called from any thread. In
 * production a few threads that start on demand and leave when idle; a simulation runs the tasks itself.
 */
public interface BackgroundWork {
    /** Kinds of work that must not wait for one another. */
    enum Lane {
        /** Making bytes durable: acknowledgements wait for it. */
        FLUSH,
        /** Opening logs, loading indexes, warming cold bytes: requests wait for it. */
        READ,
        /** Looking at what takes long to look at, where one request waits for it and nobody else should. */
        JUDGE,
        /** Deleting files, checkpoints, recovery nobody waits for. */
        CLEANUP
    }

    /** Runs {@code task} some time soon. Tasks of a lane start in order, but several may run at once. */
    void execute(Lane lane, Runnable task);
}
