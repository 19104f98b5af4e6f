package io.ottla.broker.net;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of requests the broker holds at once, over all connections. Over the limit connections are not read: clients
 * are slowed, not cut off.
 *
 * <p>Shared by all loops, because a frame is taken on the loop of its connection and returned on the loop of its partition;
 * hence the one atomic counter.
 */
final class RequestMemory {
    private final long limitBytes;
    private final long resumeBytes;
    private final Runnable onRoom;
    private final AtomicLong usedBytes = new AtomicLong();
    private volatile boolean thirsty;

    /** @param onRoom called on any thread once memory that was over the limit is well below it again */
    RequestMemory(long limitBytes, Runnable onRoom) {
        this.limitBytes = limitBytes;
        this.resumeBytes = limitBytes / 4 * 3;
        this.onRoom = onRoom;
    }

    void taken(int bytes) {
        usedBytes.addAndGet(bytes);
    }

    void returned(int bytes) {
        if (usedBytes.addAndGet(-bytes) <= resumeBytes && thirsty) {
            thirsty = false;
            onRoom.run();
        }
    }

    /** True if nothing more should be read now; then {@code onRoom} will be called. */
    boolean isFull() {
        if (usedBytes.get() < limitBytes) {
            return false;
        }
        thirsty = true;
        // Whatever was returned between the two reads has not seen the flag.
        return usedBytes.get() > resumeBytes;
    }

    long usedBytes() {
        return usedBytes.get();
    }
}
