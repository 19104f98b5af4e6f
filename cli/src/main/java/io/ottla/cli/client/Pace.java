package io.ottla.cli.client;

import io.ottla.base.Clock;
import java.util.concurrent.TimeUnit;

/** Spreads work evenly over time, from its creation on. Immutable. */
public final class Pace {
    private final Clock clock;
    private final long startNanos;
    private final double perSecond;

    /** @param perSecond not positive for as fast as it goes */
    public Pace(Clock clock, double perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        startNanos = clock.nanos();
    }

    /** How long to wait after so many were done; not positive if it is time for the next. */
    public long leftNanos(long done) {
        return perSecond <= 0 ? 0 : startNanos + (long) (done * 1e9 / perSecond) - clock.nanos();
    }

    /** Waits a moment: for what is left, a millisecond at most, so that the caller can look around. */
    public static void pause(long leftNanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(leftNanos, 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
