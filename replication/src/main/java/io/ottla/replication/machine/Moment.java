package io.ottla.replication.machine;

import io.ottla.base.Clock;

/**
 * The time a decision is given. Immutable.
 *
 * @param wallMs milliseconds since the epoch, for what is written down; may jump
 * @param tickMs milliseconds from an arbitrary start, never going back, for deadlines
 */
public record Moment(long wallMs, long tickMs) {
    private static final long NANOS_PER_MS = 1_000_000;

    static Moment now(Clock clock) {
        return new Moment(clock.wallMs(), Math.floorDiv(clock.nanos(), NANOS_PER_MS));
    }
}
