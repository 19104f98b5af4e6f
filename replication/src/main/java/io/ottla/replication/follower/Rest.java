package io.ottla.replication.follower;

import io.ottla.base.OwnedBy;
import java.time.Duration;

/** How long to wait before the next try: short at first, as most of what fails is over in a moment, and twice as long each time. */
@OwnedBy(OwnedBy.Owner.CREATOR)
final class Rest {
    private static final Duration FIRST = Duration.ofMillis(5);

    private Duration next = FIRST;

    Duration next(Duration longest) {
        Duration now = next.compareTo(longest) < 0 ? next : longest;
        next = now.multipliedBy(2);
        return now;
    }

    /** It has worked. */
    void over() {
        next = FIRST;
    }
}
