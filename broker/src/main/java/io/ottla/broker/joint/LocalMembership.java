package io.ottla.broker.joint;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.broker.cluster.Membership;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** This broker's place in the cluster, whose only controller is in the same process. Lives on the controller's loop. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class LocalMembership implements Membership {
    private static final Duration PATIENCE = Duration.ofMillis(5);

    private final ControllerRef controller;
    private final Loop home;
    private final Runnable onMember;
    private final Consumer<String> onRefused;

    /** Written by the owner, read by anyone. */
    private volatile long epoch = NOT_REGISTERED;

    /**
     * @param onMember called once the broker may lead
     * @param onRefused told why it never will be
     */
    LocalMembership(ControllerRef controller, Loop home, Runnable onMember, Consumer<String> onRefused) {
        this.controller = controller;
        this.home = home;
        this.onMember = onMember;
        this.onRefused = onRefused;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public void join(Registration registration) {
        var unused = controller
                .registerLocalBroker(registration)
                .whenComplete((registered, noController) -> registered(registered, registration));
    }

    private void registered(@Nullable Registered registered, Registration registration) {
        if (registered == null) {
            home.schedule(PATIENCE, () -> join(registration));
        } else if (registered.outcome().isDone()) {
            epoch = registered.brokerEpoch();
            onMember.run();
        } else {
            onRefused.accept("the cluster refuses this broker: "
                    + registered.outcome().error() + ", " + registered.outcome().message());
        }
    }

    /** There is nobody who could lead instead. */
    @Override
    public void leave(Runnable onLeft) {
        onLeft.run();
    }
}
