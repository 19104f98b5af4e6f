package io.ottla.broker.net;

import io.netty.buffer.ByteBufAllocator;
import io.ottla.base.Clock;
import io.ottla.broker.config.Listener;
import io.ottla.broker.config.NetworkSettings;
import io.ottla.broker.config.NetworkSettings.ConnectionLimits;
import io.ottla.broker.net.ConnectionQuota.Limits;
import io.ottla.broker.quota.ConnectionRates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The network side of a broker: its listeners and connections. A door: called from the thread that starts and stops
 * the broker, and in between from one background thread at a time.
 */
public final class Network {
    /** Where queued.max.request.bytes sets no bound: Kafka has none, but memory has. */
    private static final long DEFAULT_QUEUED_BYTES = 256L << 20;

    private final IoLoops loops;
    private final List<ConnectionLoop> homes = new ArrayList<>();
    private final ByteBufAllocator allocator;
    private final RequestMemory budget;
    private final NetworkParts parts;
    /** Replaced by whoever binds, read by any thread. */
    private volatile List<Acceptor> acceptors = List.of();

    private volatile boolean isAccepting;

    /**
     * Nothing listens yet.
     *
     * @throws UnknownHostException if a limit is for a host that nobody knows
     */
    public Network(IoLoops loops, Clock clock, NetworkSettings settings, ConnectionRates rates, Buffers buffers)
            throws UnknownHostException {
        this.loops = loops;
        budget = new RequestMemory(mostQueuedBytes(settings), settings.requestMaxBytes(), this::onRoom);
        parts = new NetworkParts(
                homes, new ConnectionQuota(Limits.of(settings.connections())), rates, settings, this::onRoomForOthers);
        allocator = buffers.allocator(loops.all().size());
        for (var loop : loops.all()) {
            homes.add(new ConnectionLoop(loop, clock, allocator, budget, settings));
        }
    }

    private static long mostQueuedBytes(NetworkSettings settings) {
        return settings.queuedMaxRequestBytes() > 0 ? settings.queuedMaxRequestBytes() : DEFAULT_QUEUED_BYTES;
    }

    private void onRoomForOthers() {
        acceptors.forEach(Acceptor::resume);
    }

    private void onRoom() {
        for (var home : homes) {
            home.loop.execute(home::onRoom);
        }
    }

    /**
     * Takes the addresses, beside those it has. Before {@link #accept} it accepts nothing yet, so that the ports are known and nobody
     * is served too early.
     *
     * @return the address each of these listeners really has, by name
     * @throws IOException if one cannot be had; the message is for a person, and none of them is kept
     */
    public Map<String, InetSocketAddress> bind(List<Listener> listening, FrameHandler requests) throws IOException {
        var bound = new HashMap<String, InetSocketAddress>();
        var more = new ArrayList<Acceptor>();
        try {
            for (var each : listening) {
                var acceptor = new Acceptor(each, loops.newServerChannel(), parts, requests);
                bound.put(each.name(), acceptor.bind());
                more.add(acceptor);
            }
        } catch (IOException e) {
            more.forEach(Acceptor::close);
            throw e;
        }
        var all = new ArrayList<>(acceptors);
        all.addAll(more);
        acceptors = List.copyOf(all);
        if (isAccepting) {
            more.forEach(Acceptor::accept);
        }
        return bound;
    }

    /** The listener called {@code name} accepts no more; its connections answer what is under way and close. */
    public void unbind(String name) {
        for (var acceptor : acceptors) {
            if (acceptor.name().equals(name)) {
                acceptor.close();
            }
        }
        acceptors = acceptors.stream()
                .filter(acceptor -> !acceptor.name().equals(name))
                .toList();
        for (var home : homes) {
            home.loop.execute(() -> home.drain(name));
        }
    }

    /** From now on connections are accepted. */
    public void accept() {
        isAccepting = true;
        acceptors.forEach(Acceptor::accept);
    }

    /** From now on connections of the listener called {@code name} are accepted, before those of others. */
    public void accept(String name) {
        for (var acceptor : acceptors) {
            if (acceptor.name().equals(name)) {
                acceptor.accept();
            }
        }
    }

    /** Where the memory of connections comes from, for those that this broker makes itself. Used on its loops only. */
    public ByteBufAllocator allocator() {
        return allocator;
    }

    /**
     * Other numbers of connections from now on; who is connected stays. Any thread; may look hosts up, and so block.
     *
     * @throws UnknownHostException if a limit is for a host that nobody knows; nothing changes then
     */
    public void limit(ConnectionLimits limits) throws UnknownHostException {
        var resolved = Limits.of(limits);
        homes.get(0).loop.execute(() -> {
            parts.quota().limit(resolved);
            onRoomForOthers();
        });
    }

    /** Bytes of requests held now. Any thread. */
    public long heldRequestBytes() {
        return budget.usedBytes();
    }

    /** Connections there are now. Any thread; as of a moment ago. */
    public int connections() {
        return parts.quota().count();
    }

    /**
     * Accepts no more, answers what is under way, closes.
     *
     * @param patience after which connections are closed unanswered
     */
    public void drain(Duration patience) throws InterruptedException {
        acceptors.forEach(Acceptor::close);
        var gone = new CountDownLatch(homes.size());
        for (var home : homes) {
            home.loop.execute(() -> home.drain(gone::countDown));
        }
        gone.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Gives back what the connections share, after closing those that are left. The loops must still run; they do it in their time. */
    public void close() {
        for (var home : homes) {
            home.loop.execute(home::close);
        }
    }
}
