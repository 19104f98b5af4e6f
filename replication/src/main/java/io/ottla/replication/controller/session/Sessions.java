package io.ottla.replication.controller.session;

import io.ottla.base.OwnedBy;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.NodesImage;
import io.ottla.replication.machine.Deadlines;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When which broker was last heard of, and how much metadata it has read. Soft state of the active controller: begun afresh whenever a
 * node becomes that, for what another one has heard it cannot know. Times are milliseconds of one clock that never goes back.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class Sessions {
    private static final long UNKNOWN = -1;

    private final long timeoutMs;
    private final Map<Integer, Session> open = new HashMap<>();
    private final Deadlines<Integer> due = new Deadlines<>();

    private static final class Session {
        private final long epoch;
        private long heardMs;
        private long metadataOffset = UNKNOWN;
        /** The last offset of what handed its leaderships over; unknown while it is not leaving. */
        private long handedOverAt = UNKNOWN;

        Session(long epoch) {
            this.epoch = epoch;
        }
    }

    /** A session that has ended. */
    public record Expired(int brokerId, long epoch, long silentMs) {}

    public Sessions(long timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    /** Every broker that is not fenced has a session from now on; whoever is may come back as another process at once. */
    public void begin(NodesImage nodes, long nowMs) {
        clear();
        for (BrokerImage broker : nodes.alive()) {
            touch(broker.id(), broker.epoch(), nowMs);
        }
    }

    /** There are no sessions any more. */
    public void clear() {
        open.keySet().forEach(due::clear);
        open.clear();
    }

    private Session touch(int brokerId, long epoch, long nowMs) {
        Session session = open.get(brokerId);
        if (session == null || session.epoch != epoch) {
            session = new Session(epoch);
            open.put(brokerId, session);
        }
        session.heardMs = nowMs;
        due.set(brokerId, nowMs + timeoutMs);
        return session;
    }

    /** The broker has registered as a new process, or again. */
    public void registered(int brokerId, long epoch, long nowMs) {
        touch(brokerId, epoch, nowMs);
    }

    /** The broker has sent a heartbeat, and has applied the metadata up to {@code metadataOffset}, inclusive. */
    public void heard(int brokerId, long epoch, long metadataOffset, long nowMs) {
        touch(brokerId, epoch, nowMs).metadataOffset = metadataOffset;
    }

    /** Unless it is heard of again, the session ends no later than {@code dueMs}. Nothing happens to another process's session. */
    public void hurry(int brokerId, long epoch, long dueMs) {
        if (find(brokerId, epoch) != null && due.dueMs(brokerId) > dueMs) {
            due.set(brokerId, dueMs);
        }
    }

    /** The broker is known to be gone: another process may take its place at once. */
    public void close(int brokerId) {
        open.remove(brokerId);
        due.clear(brokerId);
    }

    /** Was the broker heard of within the timeout? */
    public boolean isOpen(int brokerId, long epoch, long nowMs) {
        return find(brokerId, epoch) != null && due.dueMs(brokerId) > nowMs;
    }

    /** When the broker was last heard of; empty without a session. */
    public Optional<Long> heardMs(int brokerId, long epoch) {
        return Optional.ofNullable(find(brokerId, epoch)).map(session -> session.heardMs);
    }

    private @Nullable Session find(int brokerId, long epoch) {
        Session session = open.get(brokerId);
        return session != null && session.epoch == epoch ? session : null;
    }

    /** The broker is leaving, and what it led has been handed over at {@code offset}; only the first time counts. */
    public void leaves(int brokerId, long epoch, long offset) {
        Session session = find(brokerId, epoch);
        if (session != null && session.handedOverAt == UNKNOWN) {
            session.handedOverAt = offset;
        }
    }

    /** Has every broker that may lead read what {@code brokerId} handed over? So that nobody turns to it any more. */
    public boolean haveOthersRead(NodesImage nodes, int brokerId) {
        Session leaving = open.get(brokerId);
        if (leaving == null || leaving.handedOverAt == UNKNOWN) {
            return false;
        }
        return nodes.brokers().values().stream()
                .filter(BrokerImage::mayLead)
                .allMatch(other -> offsetOf(other) >= leaving.handedOverAt);
    }

    private long offsetOf(BrokerImage broker) {
        Session session = find(broker.id(), broker.epoch());
        return session == null ? UNKNOWN : session.metadataOffset;
    }

    /** When to look for sessions that have ended; {@link Long#MAX_VALUE} for never. */
    public long nextMs() {
        return due.nextMs();
    }

    /** Takes one session that has ended. */
    public Optional<Expired> poll(long nowMs) {
        Integer brokerId = due.poll(nowMs);
        Session session = brokerId == null ? null : open.remove(brokerId);
        return brokerId == null || session == null
                ? Optional.empty()
                : Optional.of(new Expired(brokerId, session.epoch, nowMs - session.heardMs));
    }
}
