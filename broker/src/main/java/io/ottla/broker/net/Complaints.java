package io.ottla.broker.net;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warnings about what peers do, at most a few a second: a flood of garbage must not become a flood of log lines. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class Complaints {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LINES_PER_WINDOW = 5;

    private final Clock clock;
    private long windowStartNanos;
    private int lines;
    private long unsaid;

    Complaints(Clock clock) {
        this.clock = clock;
        windowStartNanos = clock.nanos();
    }

    /** One line: whom we close and why. */
    void closing(Connection connection, String reason) {
        if (maySpeak()) {
            log.warn("Closing the connection from {}: {}", connection, reason);
        }
    }

    /** One line: whose connection was not taken. */
    void refusing(InetSocketAddress peer, String listener) {
        if (maySpeak()) {
            log.warn("Closing a new connection from {} on {}: max.connections.per.ip", peer, listener);
        }
    }

    private boolean maySpeak() {
        if (clock.nanos() - windowStartNanos >= WINDOW_NANOS) {
            windowStartNanos = clock.nanos();
            lines = 0;
        }
        if (lines == LINES_PER_WINDOW) {
            unsaid++;
            return false;
        }
        lines++;
        if (unsaid > 0) {
            log.warn("{} more connections were closed for what they sent, without a line each", unsaid);
            unsaid = 0;
        }
        return true;
    }
}
