package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.cli.tool.Arguments;

/** {@code --timeout-ms}: how long nothing may come; for ever if the option is not given. */
@OwnedBy(CREATOR)
final class Deadline {
    /** How long one round of fetching takes at most, so that interrupts are noticed. */
    private static final int ROUND_MS = 500;

    private final Clock clock;
    private final long idleMs;
    private long startNanos;

    Deadline(Arguments given, Clock clock) {
        this.clock = clock;
        idleMs = given.number("--timeout-ms", -1, -1, Long.MAX_VALUE);
        startNanos = clock.nanos();
    }

    /** Something came. */
    void renew() {
        startNanos = clock.nanos();
    }

    /** How long may be waited now; not positive when the time is over. */
    int leftMs() {
        if (idleMs < 0) {
            return ROUND_MS;
        }
        var left = idleMs - (clock.nanos() - startNanos) / 1_000_000;
        return (int) Math.min(left, ROUND_MS);
    }
}
