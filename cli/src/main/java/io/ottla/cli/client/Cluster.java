package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.topic.Metadata;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cluster seen from outside: begins at the bootstrap servers, learns its brokers from Metadata and connects to each at most
 * once, when it is first needed. Repeats what may be repeated while the cluster cannot answer.
 */
@OwnedBy(CREATOR)
public final class Cluster implements AutoCloseable {
    private final ClientSettings settings;
    private final Clock clock;
    private final Map<Integer, HostPort> nodes = new TreeMap<>();
    private final Map<Integer, Connection> connections = new HashMap<>();
    private @Nullable Connection first;
    private int controllerId = -1;

    public Cluster(ClientSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public ClientSettings settings() {
        return settings;
    }

    public Clock clock() {
        return clock;
    }

    /** As long as operations of this cluster may take. */
    public Patience patience() {
        return new Patience(clock, settings.operationTimeout(), settings.retryBackoff());
    }

    /**
     * A connection to whichever broker answers first: to one of the bootstrap servers, later to any broker that is known.
     *
     * @throws Unreachable if none answers for {@link ClientSettings#connectPatience}
     */
    public Connection any() {
        var open = first;
        if (open != null) {
            return open;
        }
        var patience = new Patience(clock, settings.connectPatience(), settings.retryBackoff());
        while (true) {
            try {
                var connection = openAny();
                first = connection;
                return connection;
            } catch (Unreachable e) {
                if (!e.mayPass() || !patience.pause()) {
                    throw e;
                }
            }
        }
    }

    private Connection openAny() {
        var addresses = new LinkedHashSet<>(settings.bootstrap());
        addresses.addAll(nodes.values());
        Unreachable last = null;
        var mayPass = false;
        for (var address : addresses) {
            try {
                return Connection.open(address, settings);
            } catch (Unreachable e) {
                last = e;
                mayPass |= e.mayPass();
            }
        }
        if (last == null || addresses.size() == 1) {
            throw last == null ? new Unreachable("no server to connect to", null, false) : last;
        }
        throw new Unreachable("none of " + addresses + " can be reached; the last: " + last.line(), last, mayPass);
    }

    /** Asks any broker; again on another connection if this one breaks. Only for what changes nothing. */
    public <R> R ask(ApiRequest<R> request) {
        return repeated(() -> any().call(request));
    }

    /** Tells any broker to change something, once: if the connection breaks nobody knows whether it did. */
    public <R> R tell(ApiRequest<R> request) {
        try {
            return any().call(request);
        } catch (Unreachable e) {
            forget(first);
            throw new ClientFailure(e.line() + "; whether the change was made is not known", e);
        }
    }

    /** Asks this very broker; again on another connection if this one breaks. Only for what changes nothing. */
    public <R> R ask(int nodeId, ApiRequest<R> request) {
        return repeated(() -> node(nodeId).call(request));
    }

    private <R> R repeated(Call<R> call) {
        var patience = new Patience(clock, settings.connectPatience(), settings.retryBackoff());
        while (true) {
            try {
                return call.once();
            } catch (Unreachable e) {
                dropBroken();
                if (!e.mayPass() || !patience.pause()) {
                    throw e;
                }
            }
        }
    }

    /** One attempt. */
    private interface Call<R> {
        R once();
    }

    /**
     * The connection to a broker, opened if need be.
     *
     * @throws Unreachable also if there is no such broker
     */
    public Connection node(int nodeId) {
        var open = connections.get(nodeId);
        if (open != null) {
            return open;
        }
        if (!nodes.containsKey(nodeId)) {
            metadata(List.of());
        }
        var address = nodes.get(nodeId);
        if (address == null) {
            throw new Unreachable("broker " + nodeId + " is not in the cluster; known are " + nodes.keySet(), null);
        }
        var opened = openAt(address);
        connections.put(nodeId, opened);
        return opened;
    }

    /**
     * A further connection to a broker, for requests whose answers may take long: on a common one, all others would wait for
     * them. Whoever asks for it closes it.
     */
    public Connection separate(int nodeId) {
        var address = nodes().get(nodeId);
        if (address == null) {
            metadata(List.of());
            address = nodes.get(nodeId);
        }
        if (address == null) {
            throw new Unreachable("broker " + nodeId + " is not in the cluster; known are " + nodes.keySet(), null);
        }
        return Connection.open(address, settings);
    }

    /** The connection of the beginning serves as well, if it leads to the same place. */
    private Connection openAt(HostPort address) {
        var begun = first;
        if (begun != null && begun.address().equals(address) && !connections.containsValue(begun)) {
            return begun;
        }
        return Connection.open(address, settings);
    }

    /** Closes all connections: after one has broken nobody knows which others are good. They are opened again when needed. */
    public void dropBroken() {
        forget(first);
        List.copyOf(connections.values()).forEach(this::forget);
    }

    private void forget(@Nullable Connection connection) {
        if (connection != null) {
            connection.close();
            connections.values().remove(connection);
            if (connection.equals(first)) {
                first = null;
            }
        }
    }

    /** Forgets the connection to one broker. */
    public void forget(int nodeId) {
        forget(connections.get(nodeId));
    }

    /** Brokers, and the named topics; null for all topics. Creates nothing. */
    public Metadata.Response metadata(@Nullable List<String> names) {
        return metadata(names, false);
    }

    /** As {@link #metadata(List)}; with {@code create} the broker may create topics it does not have, if it is configured so. */
    public Metadata.Response metadata(@Nullable List<String> names, boolean create) {
        var topics = names == null
                ? null
                : names.stream()
                        .map(name -> new Metadata.RequestedTopic(Uuid.ZERO, name))
                        .toList();
        var answer = ask(new Metadata.Request(topics, create, false, false));
        nodes.clear();
        for (var broker : answer.brokers()) {
            nodes.put(broker.nodeId(), new HostPort(broker.host(), broker.port()));
        }
        controllerId = answer.controllerId();
        return answer;
    }

    /** The brokers of the last Metadata answer, by id. */
    public Map<Integer, HostPort> nodes() {
        if (nodes.isEmpty()) {
            metadata(List.of());
        }
        return Map.copyOf(nodes);
    }

    /** Does the broker at hand serve this API? */
    public boolean supports(ApiKey api) {
        return any().supports(api);
    }

    /**
     * Tells the controller to change something; on NOT_CONTROLLER asks who that is and tells it again, as nothing happened.
     *
     * @param error finds the error code of an answer
     */
    public <R> R tellController(ApiRequest<R> request, Function<R, Optional<ErrorCode>> error) {
        var patience = patience();
        while (true) {
            var answer = controllerId < 0 ? tell(request) : tell(controllerId, request);
            var code = error.apply(answer);
            var elsewhere = code.isPresent() && code.get() == ErrorCode.NOT_CONTROLLER;
            if (!elsewhere || !patience.pause()) {
                return answer;
            }
            metadata(List.of());
        }
    }

    /** Tells this very broker to change something, once. */
    public <R> R tell(int nodeId, ApiRequest<R> request) {
        try {
            return node(nodeId).call(request);
        } catch (Unreachable e) {
            forget(nodeId);
            throw new ClientFailure(e.line() + "; whether the change was made is not known", e);
        }
    }

    @Override
    public void close() {
        dropBroken();
    }
}
