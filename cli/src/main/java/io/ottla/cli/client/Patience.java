package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import java.time.Duration;

/** How long something may still be tried: a deadline, and growing pauses between the attempts. */
@OwnedBy(CREATOR)
public final class Patience {
    private final Clock clock;
    private final long deadlineNanos;
    private final long longestPauseMs;
    private long pauseMs;

    /** Ends {@code limit} from now; the first pause is {@code pause}, each later one twice as long, up to a second. */
    public Patience(Clock clock, Duration limit, Duration pause) {
        this.clock = clock;
        deadlineNanos = clock.nanos() + limit.toNanos();
        pauseMs = Math.max(1, pause.toMillis());
        longestPauseMs = Math.max(pauseMs, 1000);
    }

    /** What is left, zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - clock.nanos()));
    }

    /** Waits before another attempt. False, at once, if it would come too late. */
    public boolean pause() {
        if (left().toMillis() <= pauseMs) {
            return false;
        }
        try {
            Thread.sleep(pauseMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        pauseMs = Math.min(2 * pauseMs, longestPauseMs);
        return true;
    }
}
