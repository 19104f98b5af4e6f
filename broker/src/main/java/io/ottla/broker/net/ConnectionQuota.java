package io.ottla.broker.net;

import io.ottla.base.OwnedBy;
import io.ottla.broker.config.NetworkSettings.ConnectionLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, in all and by address. Lives on the loop that accepts. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class ConnectionQuota {
    private final int maxConnections;
    private final int maxPerIp;
    private final Map<InetAddress, Integer> maxByIp = new HashMap<>();
    private final Map<InetAddress, Integer> countByIp = new HashMap<>();
    /** Written by the owner only; read by anyone. */
    private final AtomicInteger count = new AtomicInteger();

    /** Looks the named hosts up. */
    ConnectionQuota(ConnectionLimits limits) {
        maxConnections = limits.most();
        maxPerIp = limits.mostPerIp();
        limits.mostOfIp().forEach((host, max) -> {
            try {
                for (var address : InetAddress.getAllByName(host)) {
                    maxByIp.put(address, max);
                }
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(
                        "max.connections.per.ip.overrides names '" + host + "', which is no known host", e);
            }
        });
    }

    int count() {
        return count.get();
    }

    /** May no more be accepted until one closes? */
    boolean isFull() {
        return count.get() >= maxConnections;
    }

    /** Counts a connection in; false if its address has too many, and it is not counted. */
    boolean enter(InetAddress address) {
        int present = countByIp.getOrDefault(address, 0);
        if (present >= maxByIp.getOrDefault(address, maxPerIp)) {
            return false;
        }
        countByIp.put(address, present + 1);
        count.incrementAndGet();
        return true;
    }

    void leave(InetAddress address) {
        count.decrementAndGet();
        countByIp.computeIfPresent(address, (a, present) -> present == 1 ? null : present - 1);
    }
}
