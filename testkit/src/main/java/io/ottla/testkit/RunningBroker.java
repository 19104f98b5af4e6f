package io.ottla.testkit;

import io.ottla.base.Check;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.ConfigFile;
import io.ottla.broker.config.ConfigMistake;
import io.ottla.broker.config.definition.ConfigType;
import io.ottla.broker.joint.Broker;
import io.ottla.broker.joint.Environment;
import io.ottla.broker.net.Buffers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker behind an {@link OttlaBroker}, and the one that takes its place when it is restarted. Any thread: starting and stopping
 * happen under one lock, for they are called by tests and wait anyway.
 */
final class RunningBroker {
    private static final Logger log = LoggerFactory.getLogger(OttlaBroker.class);
    private static final String LISTENERS = "listeners";
    /** A test that closes its broker does not wait for answers. */
    private static final Duration DRAIN = Duration.ofMillis(50);

    /** Where a single broker or a short test wants something else than Kafka's defaults say. */
    private static final Map<String, String> DEFAULTS = Map.of(
            LISTENERS,
            "PLAINTEXT://127.0.0.1:0",
            "num.network.threads",
            "2",
            "offsets.topic.num.partitions",
            "1",
            "offsets.topic.replication.factor",
            "1",
            "transaction.state.log.num.partitions",
            "1",
            "transaction.state.log.replication.factor",
            "1",
            "transaction.state.log.min.isr",
            "1",
            "share.coordinator.state.topic.num.partitions",
            "1",
            "share.coordinator.state.topic.replication.factor",
            "1",
            "group.initial.rebalance.delay.ms",
            "0");

    private final Map<String, String> settings;
    private final Storage.Place place;
    private final Faults faults = new Faults(this::inside);
    private final String bootstrapServers;
    private @Nullable Launched launched;

    /** One broker and what stands before it. */
    private record Launched(Broker broker, FaultyRequests requests) {
        void close() {
            requests.close();
            broker.close();
        }
    }

    private RunningBroker(Map<String, String> settings, Storage.Place place) {
        this.settings = new TreeMap<>(settings);
        this.place = place;
        this.settings.put("log.dirs", place.directory().toString());
        var first = launch();
        launched = first;
        var addresses = first.broker().addresses();
        bootstrapServers = addresses.stream()
                .map(address -> address.substring(address.indexOf("://") + 3))
                .collect(Collectors.joining(","));
        this.settings.merge(LISTENERS, "", (asked, none) -> withPorts(asked, addresses));
    }

    /** Where a port was left open, the one that was found: a restart has to find it again. */
    private static String withPorts(String listeners, List<String> addresses) {
        var fixed = new ArrayList<String>();
        for (var listener : ConfigType.split(listeners)) {
            var name = listener.substring(0, listener.indexOf("://") + 3);
            var port = addresses.stream()
                    .filter(address -> address.startsWith(name))
                    .map(address -> address.substring(address.lastIndexOf(':')))
                    .findFirst();
            var isOpen = listener.endsWith(":0") && port.isPresent();
            fixed.add(isOpen ? listener.replaceFirst(":0$", port.get()) : listener);
        }
        return String.join(",", fixed);
    }

    /** As {@link OttlaBroker.Builder#start}. */
    static RunningBroker start(Map<String, String> settings, Storage storage) {
        var all = new TreeMap<>(DEFAULTS);
        all.putAll(settings);
        try {
            var place = storage.open();
            try {
                return new RunningBroker(all, place);
            } catch (RuntimeException notStarted) {
                place.giveUp();
                throw notStarted;
            }
        } catch (IOException e) {
            throw new IllegalStateException("no place for the broker's data: " + e.getMessage(), e);
        }
    }

    private Launched launch() {
        var requests = new AtomicReference<FaultyRequests>();
        var environment = new Environment(
                place.disk(),
                dispatcher -> requests.updateAndGet(none -> new FaultyRequests(faults, dispatcher)),
                Buffers.RETURNED,
                DRAIN,
                why -> log.error("The broker for tests cannot go on: {}", why));
        try {
            var broker = Broker.start(config(), environment);
            return new Launched(broker, Check.present(requests.get(), "nobody takes requests"));
        } catch (IOException e) {
            throw new IllegalStateException("the broker cannot start: " + e.getMessage(), e);
        }
    }

    private BrokerConfig config() {
        try {
            var loaded = ConfigFile.of(settings);
            loaded.warnings().forEach(log::warn);
            loaded.notes().forEach(log::info);
            return loaded.config();
        } catch (ConfigMistake mistake) {
            throw new IllegalArgumentException(mistake.getMessage(), mistake);
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Faults faults() {
        return faults;
    }

    /** The rooms of the broker that runs now. */
    synchronized Inside inside() {
        var now = launched;
        if (now == null) {
            throw new IllegalStateException("the broker is closed");
        }
        return new Inside(now.broker().doors());
    }

    synchronized void restart() {
        var now = launched;
        if (now == null) {
            throw new IllegalStateException("the broker is closed");
        }
        launched = null;
        now.close();
        launched = launch();
    }

    synchronized void close() {
        var now = launched;
        if (now == null) {
            return;
        }
        launched = null;
        now.close();
        try {
            place.giveUp();
        } catch (IOException e) {
            log.warn("Could not remove the broker's data: {}", e.getMessage());
        }
    }
}
