package io.ottla.broker.quota;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.ImageFollower;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections a second are opened, by all together, by each listener and by each address (KIP-612). The limits of addresses follow the
 * committed image; what was used lives on the loop that accepts.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
public final class ConnectionRates implements ImageFollower {
    private static final Logger log = LoggerFactory.getLogger(ConnectionRates.class);
    private static final String IP = "ip";
    private static final String KEY = "connection_creation_rate";
    /** Beyond so many the silent ones are forgotten. */
    private static final int MANY = 10_000;

    private final Clock clock;
    private final Windows windows;
    private final Executor background;
    private final Map<InetAddress, UsageRate> rates = new HashMap<>();
    private final Map<String, UsageRate> byListener = new HashMap<>();
    private final UsageRate ofAll;
    private volatile @Nullable Limits limits;

    /** Immutable. */
    private record Limits(@Nullable Double ofOthers, Map<InetAddress, Double> ofOne) {}

    /** @param background where names of hosts are looked up */
    public ConnectionRates(Clock clock, Windows windows, Executor background) {
        this.clock = clock;
        this.windows = windows;
        this.background = background;
        ofAll = new UsageRate(windows);
    }

    /**
     * Notes a new connection.
     *
     * @param mostPerSecond max.connection.creation.rate
     * @return for how many milliseconds no other should be accepted
     */
    public long connect(int mostPerSecond) {
        return waitMs(ofAll, mostPerSecond);
    }

    /**
     * Notes a new connection of one listener.
     *
     * @param mostPerSecond max.connection.creation.rate of the listener
     * @return for how many milliseconds it should accept no other
     */
    public long connect(String listener, int mostPerSecond) {
        return mostPerSecond == Integer.MAX_VALUE
                ? 0
                : waitMs(byListener.computeIfAbsent(listener, one -> new UsageRate(windows)), mostPerSecond);
    }

    private long waitMs(UsageRate rate, int mostPerSecond) {
        return mostPerSecond == Integer.MAX_VALUE
                ? 0
                : Math.min(windows.lengthMs(), rate.use(1, mostPerSecond, clock.wallMs()));
    }

    /** Notes a new connection; answers for how many milliseconds its address may open none: then this one is one too many. */
    public long connect(InetAddress address) {
        var now = limits;
        var bound = now == null ? null : now.ofOne().getOrDefault(address, now.ofOthers());
        if (bound == null) {
            return 0;
        }
        long nowMs = clock.wallMs();
        if (rates.size() > MANY) {
            rates.values().removeIf(rate -> rate.isForgotten(nowMs));
        }
        var rate = rates.computeIfAbsent(address, one -> new UsageRate(windows));
        long waitMs = Math.min(windows.lengthMs(), rate.use(1, bound, nowMs));
        if (waitMs > 0) {
            rate.giveBack(1, nowMs);
        }
        return waitMs;
    }

    @Override
    public void onImage(ImageDelta delta) {
        if (!delta.quotasChanged()) {
            return;
        }
        Map<String, Double> ofHosts = new HashMap<>();
        Double ofOthers = null;
        for (var quota : delta.after().quotas().entrySet()) {
            var part = quota.getKey().parts().get(0);
            var bound = quota.getValue().get(KEY);
            if (part.type().equals(IP) && bound != null) {
                if (part.name() == null) {
                    ofOthers = bound;
                } else {
                    ofHosts.put(part.name(), bound);
                }
            }
        }
        if (ofHosts.isEmpty()) {
            limits = ofOthers == null ? null : new Limits(ofOthers, Map.of());
        } else {
            var bound = ofOthers;
            background.execute(() -> limits = new Limits(bound, resolved(ofHosts)));
        }
    }

    private static Map<InetAddress, Double> resolved(Map<String, Double> ofHosts) {
        Map<InetAddress, Double> resolved = new HashMap<>();
        ofHosts.forEach((host, bound) -> {
            try {
                resolved.put(InetAddress.getByName(host), bound);
            } catch (UnknownHostException e) {
                log.error("The quota of {} binds nobody, for no such host is known", host);
            }
        });
        return Map.copyOf(resolved);
    }
}
