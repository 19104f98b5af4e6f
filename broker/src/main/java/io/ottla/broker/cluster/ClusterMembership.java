package io.ottla.broker.cluster;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.cluster.BrokerHeartbeat;
import io.ottla.wire.message.cluster.BrokerRegistration;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of a broker whose controller may be anywhere: registered (KIP-631), then alive as long as it sends heartbeats. While it is
 * fenced, joining or leaving it does so often; else every broker.heartbeat.interval.ms.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class ClusterMembership implements Membership {
    private static final Logger log = LoggerFactory.getLogger(ClusterMembership.class);

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofMillis(200);
    /** A broker that leaves waits no longer for a controller that does not answer. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final Peer controller;
    private final Loop home;
    private final CommittedImage image;
    private final Pace pace;
    private final Events events;

    private @Nullable Registration registration;
    private boolean isMember;
    private boolean hasToldOfAnother;
    private boolean isLeaving;
    private @Nullable Runnable onLeft;
    private Loop.@Nullable Timer next;

    /** Written by the owner, read by anyone. */
    private volatile long epoch = NOT_REGISTERED;

    /**
     * How often things are said.
     *
     * @param heartbeat broker.heartbeat.interval.ms
     * @param session broker.session.timeout.ms: an answer that comes later counts for nothing
     */
    public record Pace(Duration heartbeat, Duration session) {}

    /**
     * Who hears of it.
     *
     * @param onMember called once the broker may lead
     * @param onRefused told why it never will be, or is not any more
     * @param directories what is to be told of the log directories
     */
    public record Events(Runnable onMember, Consumer<String> onRefused, Supplier<Directories> directories) {}

    /**
     * Log directories that are not as others.
     *
     * @param offline those that have failed
     * @param cordoned those that take no new replicas; null if the cluster cannot be told
     */
    public record Directories(List<Uuid> offline, @Nullable List<Uuid> cordoned) {}

    public ClusterMembership(Peer controller, Loop home, CommittedImage image, Pace pace, Events events) {
        this.controller = controller;
        this.home = home;
        this.image = image;
        this.pace = pace;
        this.events = events;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    // ---- joining

    @Override
    public void join(Registration wanted) {
        registration = wanted;
        register(wanted);
    }

    private void register(Registration wanted) {
        if (isLeaving) {
            return;
        }
        controller.ask(request(wanted), pace.session(), new Answer<BrokerRegistration.Response>() {
            @Override
            public void answered(BrokerRegistration.Response response, Frame frame) {
                registered(ErrorCode.of(response.errorCode()), response.brokerEpoch(), wanted);
            }

            @Override
            public void failed(PeerFailure failure) {
                again(SOON, wanted);
            }
        });
    }

    private void again(Duration delay, Registration wanted) {
        home.schedule(delay, () -> register(wanted));
    }

    private void registered(ErrorCode error, long brokerEpoch, Registration wanted) {
        switch (error) {
            case NONE -> {
                epoch = brokerEpoch;
                heartbeat();
            }
            case NOT_CONTROLLER, REQUEST_TIMED_OUT -> again(SOON, wanted);
            // The process before this one may not have been missed yet.
            case DUPLICATE_BROKER_REGISTRATION -> {
                if (!hasToldOfAnother) {
                    hasToldOfAnother = true;
                    log.warn(
                            "Another process is broker {} of this cluster, and alive: this one waits until it is not",
                            wanted.brokerId());
                }
                again(LATER, wanted);
            }
            default ->
                events.onRefused()
                        .accept("the cluster refuses broker " + wanted.brokerId() + ": " + error + ", "
                                + error.message());
        }
    }

    private static BrokerRegistration.Request request(Registration wanted) {
        return new BrokerRegistration.Request(
                wanted.brokerId(),
                wanted.clusterId(),
                wanted.incarnationId(),
                wanted.endpoints().stream()
                        .map(one -> new BrokerRegistration.Listener(
                                one.listener(), one.host(), one.port(), one.securityProtocol()))
                        .toList(),
                wanted.features().entrySet().stream()
                        .map(one -> new BrokerRegistration.Feature(
                                one.getKey(),
                                one.getValue().min(),
                                one.getValue().max()))
                        .toList(),
                wanted.rack(),
                false,
                wanted.directories(),
                wanted.previousEpoch());
    }

    // ---- staying

    private void heartbeat() {
        next = null;
        var directories = events.directories().get();
        var said = new BrokerHeartbeat.Request(
                brokerId(),
                epoch,
                image.current().position().endOffset() - 1,
                false,
                isLeaving,
                directories.offline(),
                directories.cordoned());
        controller.ask(said, pace.session(), new Answer<BrokerHeartbeat.Response>() {
            @Override
            public void answered(BrokerHeartbeat.Response response, Frame frame) {
                heard(response);
            }

            @Override
            public void failed(PeerFailure failure) {
                beatIn(SOON);
            }
        });
    }

    private int brokerId() {
        return registration == null ? -1 : registration.brokerId();
    }

    private void heard(BrokerHeartbeat.Response response) {
        ErrorCode error = ErrorCode.of(response.errorCode());
        if (error == ErrorCode.NONE) {
            beaten(response);
        } else if (error == ErrorCode.BROKER_ID_NOT_REGISTERED && registration != null && !isLeaving) {
            log.warn("This broker is not registered any more; registering again");
            register(registration);
        } else if (error == ErrorCode.STALE_BROKER_EPOCH && !isLeaving) {
            events.onRefused().accept("another process has registered as broker " + brokerId());
        } else {
            beatIn(SOON);
        }
    }

    private void beaten(BrokerHeartbeat.Response response) {
        if (!response.isFenced() && !isMember) {
            isMember = true;
            events.onMember().run();
        }
        if (isLeaving && response.shouldShutDown()) {
            left();
        } else {
            beatIn(response.isFenced() || isLeaving ? SOON : pace.heartbeat());
        }
    }

    private void beatIn(Duration delay) {
        if (next != null) {
            next.cancel();
        }
        if (!isLeaving || onLeft != null) {
            next = home.schedule(delay, this::heartbeat);
        }
    }

    // ---- leaving

    @Override
    public void leave(Runnable whenLeft) {
        isLeaving = true;
        onLeft = whenLeft;
        if (!isMember) {
            left();
            return;
        }
        home.schedule(LONGEST_FAREWELL, this::left);
        beatIn(Duration.ZERO);
    }

    private void left() {
        Runnable told = onLeft;
        onLeft = null;
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (told != null) {
            told.run();
        }
    }
}
