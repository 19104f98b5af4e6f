package io.ottla.replication.image;

import io.ottla.base.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** All registered brokers and controllers, by node id. Immutable. */
public record NodesImage(PMap<Integer, BrokerImage> brokers, PMap<Integer, ControllerImage> controllers) {

    public static final NodesImage EMPTY = new NodesImage(HashTreePMap.empty(), HashTreePMap.empty());

    public @Nullable BrokerImage broker(int id) {
        return brokers.get(id);
    }

    /** Registered, and not fenced: the brokers clients may be told of. */
    public boolean isAlive(int id) {
        BrokerImage broker = brokers.get(id);
        return broker != null && !broker.fenced();
    }

    /** The brokers that are not fenced, by id. */
    public List<BrokerImage> alive() {
        List<BrokerImage> alive = new ArrayList<>(brokers.size());
        for (BrokerImage broker : brokers.values()) {
            if (!broker.fenced()) {
                alive.add(broker);
            }
        }
        alive.sort((a, b) -> Integer.compare(a.id(), b.id()));
        return alive;
    }

    public BrokerImage must(int id, long epoch) {
        BrokerImage broker = Check.present(brokers.get(id), "metadata names broker %d, which is not registered", id);
        Check.that(
                broker.epoch() == epoch,
                "metadata names epoch %d of broker %d, whose epoch is %d",
                epoch,
                id,
                broker.epoch());
        return broker;
    }

    public NodesImage with(BrokerImage broker) {
        return new NodesImage(brokers.plus(broker.id(), broker), controllers);
    }

    public NodesImage withoutBroker(int id) {
        return new NodesImage(brokers.minus(id), controllers);
    }

    public NodesImage with(ControllerImage controller) {
        return new NodesImage(brokers, controllers.plus(controller.id(), controller));
    }

    public NodesImage withoutController(int id) {
        return new NodesImage(brokers, controllers.minus(id));
    }
}
