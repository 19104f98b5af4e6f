package io.ottla.broker.cluster;

import io.ottla.replication.controller.request.Registration;

/** This broker's place in the cluster. Lives on the controller's loop. */
public interface Membership {
    /** What {@link #epoch} says before there is a registration. */
    long NOT_REGISTERED = -1;

    /** The epoch of the present registration; -1 before there is one. Any thread. */
    long epoch();

    /** Asks the cluster to take this broker in; tries again while there is no active controller. */
    void join(Registration registration);

    /** Asks to be let go, so that others lead what this broker leads; {@code onLeft} runs once they do, or nobody answers. */
    void leave(Runnable onLeft);
}
