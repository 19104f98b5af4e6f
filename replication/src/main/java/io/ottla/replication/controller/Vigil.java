package io.ottla.replication.controller;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.controller.session.Sessions;
import io.ottla.replication.controller.session.Witness.Sighting;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.NodesImage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over the brokers of a cluster while this node is the active controller: fences those not heard of, and holds elections from time
 * to time. Lives on the controller's loop, and has a timer only while it watches.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class Vigil {
    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
    /** Elections of one round: they are one batch of the metadata log. */
    private static final int MOST_ELECTIONS = 1000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Controller controller;
    private final Loop loop;
    private final Controller.Watch watch;
    private final Sessions sessions;
    private final long timeoutMs;
    private Loop.@Nullable Timer timer;
    private long timerMs = NEVER;
    /** Raised with each beginning and end, so that what comes late is known for it. */
    private int generation;

    Vigil(Controller controller, Loop loop, Controller.Watch watch) {
        this.controller = controller;
        this.loop = loop;
        this.watch = watch;
        this.timeoutMs = watch.pace().session().toMillis();
        this.sessions = new Sessions(timeoutMs);
    }

    /** This node is the active controller from now on. */
    void begin(ClusterImage image, int nodeId) {
        generation++;
        sessions.begin(image.nodes(), nowMs());
        arm();
        for (BrokerImage broker : image.nodes().alive()) {
            if (broker.id() != nodeId) {
                look(broker, Sighting.GONE);
            }
        }
        round(
                watch.pace().balance(),
                (decisions, state) -> decisions.elections().balance(state, MOST_ELECTIONS));
        round(
                watch.pace().unclean(),
                (decisions, state) -> decisions.elections().electUncleanly(state, MOST_ELECTIONS));
    }

    /** This node is not the active controller any more. */
    void end() {
        generation++;
        sessions.clear();
        arm();
    }

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(watch.clock().nanos());
    }

    Decision<Registered> register(Decisions decisions, State state, Registration registration) {
        BrokerImage before = state.image().nodes().broker(registration.brokerId());
        boolean isHeardOf = before != null && sessions.isOpen(before.id(), before.epoch(), nowMs());
        Decision<Registered> decision = decisions.nodes().register(state, registration, isHeardOf);
        if (decision.reply().outcome().isDone()) {
            sessions.registered(registration.brokerId(), decision.reply().brokerEpoch(), nowMs());
            arm();
        } else if (before != null && isHeardOf) {
            doubt(before);
        }
        return decision;
    }

    /** Somebody else would be this broker: if it lives it is heard of in time, otherwise it need not be missed for the whole session. */
    private void doubt(BrokerImage broker) {
        long heardMs = sessions.heardMs(broker.id(), broker.epoch()).orElse(nowMs());
        sessions.hurry(
                broker.id(), broker.epoch(), heardMs + watch.pace().grace().toMillis());
        arm();
    }

    Decision<HeartbeatReply> heartbeat(Decisions decisions, State state, Heartbeat heartbeat) {
        NodesImage nodes = state.image().nodes();
        int id = heartbeat.brokerId();
        BrokerImage broker = nodes.broker(id);
        boolean isIts = broker != null && broker.epoch() == heartbeat.brokerEpoch();
        if (isIts) {
            sessions.heard(id, heartbeat.brokerEpoch(), heartbeat.metadataOffset(), nowMs());
            arm();
        }
        Decision<HeartbeatReply> decision =
                decisions.nodes().heartbeat(state, heartbeat, sessions.haveOthersRead(nodes, id));
        if (isIts && decision.reply().shouldShutDown()) {
            sessions.close(id);
        } else if (isIts && heartbeat.wantsShutDown()) {
            sessions.leaves(
                    id,
                    heartbeat.brokerEpoch(),
                    state.nextOffset() + decision.changes().size() - 1);
        }
        return decision;
    }

    /** A connection of this broker broke. */
    void connectionBroke(BrokerImage broker) {
        look(broker, Sighting.UNCLEAR);
    }

    /** @param doubt what is enough to let the session end early: being gone, or not being seen */
    private void look(BrokerImage broker, Sighting doubt) {
        int asked = generation;
        long askedMs = nowMs();
        watch.witness().look(broker, sighting -> {
            boolean isLate = asked != generation
                    || sessions.heardMs(broker.id(), broker.epoch()).orElse(NEVER) > askedMs;
            if (isLate || sighting == Sighting.THERE) {
                return;
            }
            if (sighting == Sighting.GONE) {
                sessions.hurry(broker.id(), broker.epoch(), nowMs());
            } else if (doubt == Sighting.UNCLEAR) {
                sessions.hurry(
                        broker.id(),
                        broker.epoch(),
                        nowMs() + watch.pace().grace().toMillis());
            }
            arm();
        });
    }

    /** The timer rings when the first session may have ended: heartbeats put that off without touching the timer. */
    private void arm() {
        long nextMs = sessions.nextMs();
        if (timer != null && timerMs <= nextMs && nextMs != NEVER) {
            return;
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        timerMs = nextMs;
        if (nextMs != NEVER) {
            timer = loop.schedule(Duration.ofMillis(Math.max(0, nextMs - nowMs())), this::ring);
        }
    }

    private void ring() {
        timer = null;
        long nowMs = nowMs();
        if (nowMs - timerMs > timeoutMs / 2) {
            LOG.warn("The controller was held up for {} ms: sessions of brokers begin anew", nowMs - timerMs);
            sessions.begin(controller.newest().nodes(), nowMs);
        }
        for (var expired = sessions.poll(nowMs); expired.isPresent(); expired = sessions.poll(nowMs)) {
            expire(expired.get());
        }
        arm();
    }

    private void expire(Sessions.Expired expired) {
        BrokerImage broker = controller.newest().nodes().broker(expired.brokerId());
        if (broker != null && broker.epoch() == expired.epoch() && !broker.fenced()) {
            LOG.warn("Broker {} was not heard of for {} ms: it is fenced", expired.brokerId(), expired.silentMs());
            controller.run(
                    (decisions, state) -> decisions.nodes().expire(state, expired.brokerId(), expired.epoch()),
                    new CompletableFuture<>());
        }
    }

    /** Holds a round of elections every {@code period}, and more of them at once where one was not enough. */
    private void round(Duration period, BiFunction<Decisions, State, Decision<Boolean>> elections) {
        if (period.isZero()) {
            return;
        }
        int begun = generation;
        loop.schedule(period, () -> hold(begun, period, elections));
    }

    private void hold(int begun, Duration period, BiFunction<Decisions, State, Decision<Boolean>> elections) {
        if (begun != generation) {
            return;
        }
        CompletableFuture<Boolean> isMore = new CompletableFuture<>();
        var unused = isMore.whenComplete((more, noController) -> {
            if (begun == generation && more != null) {
                loop.schedule(more ? Duration.ZERO : period, () -> hold(begun, period, elections));
            }
        });
        controller.run(elections, isMore);
    }
}
