package io.ottla.replication.controller.session;

import io.ottla.replication.image.BrokerImage;
import java.util.function.Consumer;

/** Looks whether the process of a broker is there, when there is a doubt. The port of the controller towards the network. */
public interface Witness {
    /** Nobody to ask. */
    Witness NONE = (broker, told) -> told.accept(Sighting.UNCLEAR);

    /** Looks where {@code broker} said it listens; {@code told} hears once, on the controller's loop. Called there. */
    void look(BrokerImage broker, Consumer<Sighting> told);

    /** What was seen. */
    enum Sighting {
        /** Somebody answers. */
        THERE,
        /** The machine says that nobody listens there: the process is gone. */
        GONE,
        /** Nothing comes back: the process may sleep, or the network between be cut. */
        UNCLEAR
    }
}
