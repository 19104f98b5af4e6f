package io.ottla.cli.tool;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a tool that runs until it is stopped end in good order on SIGINT or SIGTERM: the signal sets a flag that the main thread
 * looks at, and the process waits a moment for it to say that it has finished. The flag crosses threads, hence volatile.
 */
public final class Interrupts implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 3;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    /** From now on signals are heard. */
    public Interrupts() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hear, "interrupt"));
    }

    private void hear() {
        requested = true;
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Should the tool end now? */
    public boolean requested() {
        return requested;
    }

    /** The tool has written all it wants to write. */
    @Override
    public void close() {
        finished.countDown();
    }
}
