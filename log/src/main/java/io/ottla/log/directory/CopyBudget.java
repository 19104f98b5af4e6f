package io.ottla.log.directory;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;

/**
 * How much may be copied between log directories now: so many bytes a second for all moves together, and a tenth of a second of it at
 * once. Lives on the home loop; the rate may be set from anywhere.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class CopyBudget {
    static final long UNLIMITED = Long.MAX_VALUE;
    private static final double BURST_SECONDS = 0.1;
    private static final double NANOS = 1e9;

    private final Clock clock;
    private double bytes;
    private long filledAtNanos;
    /** Set on any thread. */
    private volatile long bytesPerSecond = UNLIMITED;

    CopyBudget(Clock clock) {
        this.clock = clock;
        this.filledAtNanos = clock.nanos();
    }

    void bytesPerSecond(long rate) {
        bytesPerSecond = rate;
    }

    /** Takes at most {@code mostBytes}, and fewer or none if there are not so many; what is not needed is to be given back. */
    long take(long mostBytes) {
        double rate = (double) bytesPerSecond;
        long nowNanos = clock.nanos();
        double filled = bytes + rate * ((double) (nowNanos - filledAtNanos) / NANOS);
        filledAtNanos = nowNanos;
        bytes = Math.min(filled, (double) atOnce());
        long taken = (long) Math.max(0, Math.min((double) mostBytes, bytes));
        if (bytesPerSecond == UNLIMITED) {
            return mostBytes;
        }
        bytes -= (double) taken;
        return taken;
    }

    void giveBack(long unused) {
        bytes += (double) unused;
    }

    /** So many bytes may be copied without looking at the budget between them. */
    long atOnce() {
        return (long) Math.max(1, (double) bytesPerSecond * BURST_SECONDS);
    }
}
