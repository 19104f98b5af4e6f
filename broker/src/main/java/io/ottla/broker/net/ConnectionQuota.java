package io.ottla.broker.net;

import io.ottla.base.OwnedBy;
import io.ottla.broker.config.NetworkSettings.ConnectionLimits;
import io.ottla.broker.config.NetworkSettings.ListenerLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are: in all, by listener and by address. Lives on the loop that accepts. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class ConnectionQuota {
    private Limits limits;
    private final Map<InetAddress, Integer> countByIp = new HashMap<>();
    private final Map<String, Integer> countByListener = new HashMap<>();
    /** Written by the owner only; read by anyone. */
    private final AtomicInteger count = new AtomicInteger();

    ConnectionQuota(Limits limits) {
        this.limits = limits;
    }

    /** How many there may be. Immutable. */
    record Limits(
            int most,
            int mostPerIp,
            Map<InetAddress, Integer> mostOfIp,
            int mostNewPerSecond,
            Map<String, ListenerLimits> ofListener) {
        private static final ListenerLimits NONE = new ListenerLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

        ListenerLimits of(String listener) {
            return ofListener.getOrDefault(listener, NONE);
        }

        /**
         * Looks the named hosts up, and so may block.
         *
         * @throws UnknownHostException if there is no such host; the message is for a person
         */
        static Limits of(ConnectionLimits settings) throws UnknownHostException {
            var mostOfIp = new HashMap<InetAddress, Integer>();
            for (var host : settings.mostOfIp().entrySet()) {
                try {
                    for (var address : InetAddress.getAllByName(host.getKey())) {
                        mostOfIp.put(address, host.getValue());
                    }
                } catch (UnknownHostException e) {
                    throw new UnknownHostException(
                            "max.connections.per.ip.overrides names '" + host.getKey() + "', which is no known host");
                }
            }
            return new Limits(
                    settings.most(),
                    settings.mostPerIp(),
                    Map.copyOf(mostOfIp),
                    settings.mostNewPerSecond(),
                    settings.ofListener());
        }
    }

    /** Other limits from now on; who is connected stays. */
    void limit(Limits newLimits) {
        limits = newLimits;
    }

    int count() {
        return count.get();
    }

    /** May {@code listener} accept no more until a connection closes? */
    boolean isFull(String listener) {
        return count.get() >= limits.most()
                || countByListener.getOrDefault(listener, 0)
                        >= limits.of(listener).most();
    }

    /** How many may be opened in a second by all listeners together. */
    int mostNewPerSecond() {
        return limits.mostNewPerSecond();
    }

    /** How many {@code listener} may open in a second. */
    int mostNewPerSecond(String listener) {
        return limits.of(listener).mostNewPerSecond();
    }

    /** Counts a connection in; false if its address has too many, and it is not counted. */
    boolean enter(String listener, InetAddress address) {
        int present = countByIp.getOrDefault(address, 0);
        if (present >= limits.mostOfIp().getOrDefault(address, limits.mostPerIp())) {
            return false;
        }
        countByIp.put(address, present + 1);
        countByListener.merge(listener, 1, Integer::sum);
        count.incrementAndGet();
        return true;
    }

    void leave(String listener, InetAddress address) {
        count.decrementAndGet();
        countByIp.computeIfPresent(address, (a, present) -> present == 1 ? null : present - 1);
        countByListener.computeIfPresent(listener, (l, present) -> present == 1 ? null : present - 1);
    }
}
