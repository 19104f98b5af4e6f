package io.ottla.broker.net;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of requests the broker holds at once, over all connections: those being worked on, and those still arriving.
 * Over either limit connections are not read: clients are slowed, not cut off.
 *
 * <p>Shared by all loops, because a frame is taken on the loop of its connection and returned on the loop of its partition;
 * hence the atomic counters.
 */
final class RequestMemory {
    private final long mostHeldBytes;
    private final long mostArrivingBytes;
    private final Runnable onRoom;
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicLong arrivingBytes = new AtomicLong();
    private volatile boolean thirsty;

    /**
     * @param mostHeldBytes of requests being worked on, and of requests arriving; the latter at least two of the largest
     * @param maxFrameBytes the largest request there can be
     * @param onRoom called on any thread once memory that was over a limit is well below it again
     */
    RequestMemory(long mostHeldBytes, int maxFrameBytes, Runnable onRoom) {
        this.mostHeldBytes = mostHeldBytes;
        this.mostArrivingBytes = Math.max(mostHeldBytes, 2L * maxFrameBytes);
        this.onRoom = onRoom;
    }

    void held(int bytes) {
        heldBytes.addAndGet(bytes);
    }

    void released(int bytes) {
        afterReturn(heldBytes.addAndGet(-bytes), mostHeldBytes);
    }

    void arriving(int bytes) {
        arrivingBytes.addAndGet(bytes);
    }

    void arrived(int bytes) {
        afterReturn(arrivingBytes.addAndGet(-bytes), mostArrivingBytes);
    }

    private void afterReturn(long used, long most) {
        if (used <= resumeAt(most) && thirsty) {
            thirsty = false;
            onRoom.run();
        }
    }

    /** True if no further request should be started now; then {@code onRoom} will be called. */
    boolean isFull() {
        return isOver(heldBytes, mostHeldBytes);
    }

    /** True if nothing more should be read now; then {@code onRoom} will be called. */
    boolean isFlooded() {
        return isFull() || isOver(arrivingBytes, mostArrivingBytes);
    }

    private boolean isOver(AtomicLong used, long most) {
        if (used.get() < most) {
            return false;
        }
        thirsty = true;
        // Whatever was returned between the two reads has not seen the flag.
        return used.get() > resumeAt(most);
    }

    private static long resumeAt(long most) {
        return most / 4 * 3;
    }

    /** All bytes accounted for. */
    long usedBytes() {
        return heldBytes.get() + arrivingBytes.get();
    }
}
