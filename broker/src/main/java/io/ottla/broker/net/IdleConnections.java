package io.ottla.broker.net;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop, the one silent for longest first. Activity moves a connection to the end; one timer looks at the
 * first, so that thousands of idle connections cost nothing.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class IdleConnections {
    private final Loop loop;
    private final long maxIdleNanos;
    private @Nullable Connection first;
    private @Nullable Connection last;
    private boolean timerSet;

    /** @param maxIdle longer silence closes; zero or less: never */
    IdleConnections(Loop loop, Duration maxIdle) {
        this.loop = loop;
        this.maxIdleNanos = maxIdle.isNegative() || maxIdle.isZero() ? Long.MAX_VALUE : maxIdle.toNanos();
    }

    void add(Connection connection, long nowNanos) {
        append(connection, nowNanos);
        if (!timerSet && maxIdleNanos != Long.MAX_VALUE) {
            timerSet = true;
            lookAgainIn(maxIdleNanos);
        }
    }

    void touch(Connection connection, long nowNanos) {
        if (connection == last) {
            connection.activeAtNanos = nowNanos;
        } else {
            remove(connection);
            append(connection, nowNanos);
        }
    }

    private void append(Connection connection, long nowNanos) {
        connection.activeAtNanos = nowNanos;
        connection.idler = last;
        connection.busier = null;
        if (last == null) {
            first = connection;
        } else {
            last.busier = connection;
        }
        last = connection;
    }

    void remove(Connection connection) {
        var before = connection.idler;
        var after = connection.busier;
        if (before == null) {
            first = after;
        } else {
            before.busier = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.idler = before;
        }
        connection.idler = null;
        connection.busier = null;
    }

    private void lookAgainIn(long nanos) {
        loop.schedule(Duration.ofNanos(nanos), () -> closeIdle(System.nanoTime()));
    }

    private void closeIdle(long nowNanos) {
        for (var idlest = first; idlest != null; idlest = first) {
            var leftNanos = idlest.activeAtNanos + maxIdleNanos - nowNanos;
            if (leftNanos > 0) {
                lookAgainIn(leftNanos);
                return;
            }
            if (idlest.isBusy()) {
                touch(idlest, nowNanos);
            } else {
                remove(idlest);
                idlest.closeQuietly();
            }
        }
        timerSet = false;
    }

    /** All connections of the loop, the idlest first; a copy. */
    List<Connection> all() {
        var all = new ArrayList<Connection>();
        for (var each = first; each != null; each = each.busier) {
            all.add(each);
        }
        return all;
    }

    @Nullable
    Connection first() {
        return first;
    }
}
