package io.ottla.broker.fetch;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The fetch sessions of the connections of one loop. When there is no room a session that has not been used for two minutes, or is
 * as old and smaller than the new one, makes way; otherwise the client goes on without a session.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
public final class FetchSessions {
    private static final long MIN_EVICTION_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final int NO_SESSION = -1;
    private static final int NEW_SESSION = 0;

    private final int slots;
    private final Clock clock;
    private final Random random;
    /** Least recently used first. */
    private final LinkedHashMap<Integer, FetchSession> byId = new LinkedHashMap<>(16, 0.75f, true);

    /** @param slots max.incremental.fetch.session.cache.slots */
    public FetchSessions(int slots, Clock clock, Random random) {
        this.slots = slots;
        this.clock = clock;
        this.random = random;
    }

    int count() {
        return byId.size();
    }

    /**
     * What a request asks for.
     *
     * @param epoch 0 asks for a new session, -1 for none, another goes on with the one named by {@code id}
     * @param changed partitions that are new or wanted anew; without a session all of them
     * @param forgotten partitions no longer wanted
     * @param byTopicId does the request go by topic ids?
     */
    public FetchScope open(int id, int epoch, List<Wanted> changed, List<Wanted.Key> forgotten, boolean byTopicId) {
        if (epoch == NO_SESSION || epoch == NEW_SESSION) {
            byId.remove(id);
            return epoch == NEW_SESSION ? begin(changed, byTopicId) : new FetchScope.Once(changed);
        }
        var session = byId.get(id);
        if (session == null) {
            return new FetchScope.Refused(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
        }
        if (session.epoch() != epoch) {
            return new FetchScope.Refused(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        }
        if (session.usesTopicIds() != byTopicId) {
            return new FetchScope.Refused(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
        }
        session.hurry();
        session.want(changed);
        session.forget(forgotten);
        if (session.size() == 0) {
            byId.remove(id);
            return new FetchScope.Once(List.of());
        }
        session.advance(clock.nanos());
        return new FetchScope.Incremental(session);
    }

    /** The session was begun for nothing: its client is told that there is none. */
    public void drop(FetchScope scope) {
        byId.remove(scope.sessionId());
    }

    private FetchScope begin(List<Wanted> wanted, boolean byTopicId) {
        var session = create(wanted.size(), byTopicId);
        if (session == null) {
            return new FetchScope.Once(wanted);
        }
        session.want(wanted);
        return new FetchScope.Full(session);
    }

    /** A new session for so many partitions; null if there is no room for it. */
    private @Nullable FetchSession create(int size, boolean usesTopicIds) {
        if (slots <= 0 || (byId.size() >= slots && !makeRoomFor(size))) {
            return null;
        }
        var session = new FetchSession(freeId(), usesTopicIds, clock.nanos());
        byId.put(session.id(), session);
        return session;
    }

    private int freeId() {
        int id;
        do {
            id = random.nextInt(Integer.MAX_VALUE - 1) + 1;
        } while (byId.containsKey(id));
        return id;
    }

    private boolean makeRoomFor(int size) {
        var now = clock.nanos();
        var eldest = byId.values().iterator().next();
        if (now - eldest.usedNanos() > MIN_EVICTION_NANOS) {
            byId.remove(eldest.id());
            return true;
        }
        FetchSession smallest = null;
        for (var session : byId.values()) {
            if (now - session.createdNanos() > MIN_EVICTION_NANOS
                    && session.size() < size
                    && (smallest == null || session.size() < smallest.size())) {
                smallest = session;
            }
        }
        if (smallest == null) {
            return false;
        }
        byId.remove(smallest.id());
        return true;
    }
}
