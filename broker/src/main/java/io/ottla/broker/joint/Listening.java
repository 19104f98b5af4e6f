package io.ottla.broker.joint;

import io.ottla.base.Check;
import io.ottla.broker.config.Listener;
import io.ottla.broker.config.SecurityProtocol;
import io.ottla.broker.net.FrameHandler;
import io.ottla.broker.net.Network;
import io.ottla.replication.image.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this broker listens at the moment, and what clients are told of it. Changed by the thread that starts the broker and then by
 * one background thread at a time; read by any.
 */
final class Listening {
    private static final Logger log = LoggerFactory.getLogger(Listening.class);

    private final Network network;
    private final FrameHandler requests;
    private volatile Now now;

    /** Immutable. */
    private record Now(List<Listener> listeners, Map<String, InetSocketAddress> bound) {}

    /** @throws IOException if an address cannot be had; the message is for a person */
    Listening(Network network, List<Listener> listeners, FrameHandler requests) throws IOException {
        this.network = network;
        this.requests = requests;
        now = new Now(listeners, Map.copyOf(network.bind(listeners, requests)));
    }

    /** @throws IOException if it is to speak what is not served */
    static void refuseUnserved(Listener listener) throws IOException {
        if (listener.protocol() != SecurityProtocol.PLAINTEXT) {
            throw new IOException("listener " + listener.name() + " is to speak " + listener.protocol()
                    + ", which is not served yet; only PLAINTEXT is");
        }
    }

    /**
     * Listens at {@code wanted} from now on: what is new is bound first, then what is not wanted any more closes. If an address
     * cannot be had, all stays as it was. Blocks.
     *
     * @return has anything changed?
     */
    boolean change(List<Listener> wanted) {
        var before = now;
        var names = wanted.stream().map(Listener::name).collect(Collectors.toSet());
        var added = wanted.stream()
                .filter(listener -> !before.bound().containsKey(listener.name()))
                .toList();
        var gone = before.bound().keySet().stream()
                .filter(name -> !names.contains(name))
                .toList();
        if (added.isEmpty() && gone.isEmpty()) {
            return false;
        }
        var bound = new HashMap<>(before.bound());
        try {
            bound.putAll(network.bind(added, requests));
        } catch (IOException e) {
            log.error("The listeners stay as they are: {}", e.getMessage());
            return false;
        }
        bound.keySet().removeAll(gone);
        gone.forEach(network::unbind);
        now = new Now(wanted, Map.copyOf(bound));
        log.info("Listens on {} from now on", String.join(", ", addresses()));
        return true;
    }

    /** What clients are told. */
    List<Endpoint> endpoints() {
        var current = now;
        return current.listeners().stream()
                .map(listener -> new Endpoint(
                        listener.name(),
                        listener.advertised().host(),
                        port(current, listener),
                        listener.protocol().code()))
                .toList();
    }

    /** Where each listener listens, as {@code NAME://host:port}. */
    List<String> addresses() {
        var current = now;
        return current.listeners().stream()
                .map(listener -> listener.name() + "://" + listener.advertised().host() + ":" + port(current, listener))
                .toList();
    }

    /** The port that was really bound where none was chosen. */
    private static int port(Now now, Listener listener) {
        var advertised = listener.advertised().port();
        return advertised == 0
                ? Check.present(now.bound().get(listener.name()), "listener %s is not bound", listener.name())
                        .getPort()
                : advertised;
    }
}
