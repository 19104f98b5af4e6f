package io.ottla.testkit;

import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with one broker, so that a test sees what its client makes of it. As long as nothing is set nothing is looked at.
 *
 * <pre>{@code
 * broker.faults().on("Produce").times(2).refuse("NOT_ENOUGH_REPLICAS");
 * broker.faults().on("Fetch").fromClient("slow-one").delay(Duration.ofSeconds(2));
 * try (var lost = broker.faults().on("OffsetCommit").loseAnswer()) { ... }
 * broker.faults().loseLeader("orders", 0, Duration.ofSeconds(1));
 * }</pre>
 *
 * <p>A request suffers the first fault it meets, in the order they were set. While any is set, requests of one connection are served
 * strictly one after the other. Any thread may call any method.
 */
public final class Faults {
    private final Supplier<Inside> broker;
    /** Replaced, never changed: the broker's threads read it with every request. */
    private volatile List<Fault> active = List.of();

    Faults(Supplier<Inside> broker) {
        this.broker = broker;
    }

    /**
     * Requests of one API, by its name in Kafka's protocol: {@code Produce}, {@code FindCoordinator}, or the same as a constant,
     * {@code FIND_COORDINATOR}.
     *
     * @throws IllegalArgumentException if there is no such API
     */
    public Requests on(String api) {
        return new Requests(apiNamed(api));
    }

    /** Requests of every API. */
    public Requests onAny() {
        return new Requests(null);
    }

    private static ApiKey apiNamed(String name) {
        return Arrays.stream(ApiKey.values())
                .filter(api ->
                        api.kafkaName().equalsIgnoreCase(name) || api.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Kafka's protocol has no API called " + name));
    }

    /** Some requests; what shall become of them is said last. Immutable: each method makes another one. */
    public final class Requests {
        private final @Nullable ApiKey api;
        private final @Nullable String clientId;
        private final int times;

        private Requests(@Nullable ApiKey api) {
            this(api, null, Integer.MAX_VALUE);
        }

        private Requests(@Nullable ApiKey api, @Nullable String clientId, int times) {
            this.api = api;
            this.clientId = clientId;
            this.times = times;
        }

        /** Only those of the client with this {@code client.id}. */
        public Requests fromClient(String id) {
            return new Requests(api, id, times);
        }

        /** Only the next so many; the others are served. */
        public Requests times(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("times(" + count + "): at least once");
            }
            return new Requests(api, clientId, count);
        }

        /**
         * Nothing is done, and the answer says this error wherever it has a place for one.
         *
         * @param error by its name in Kafka's protocol: {@code NOT_ENOUGH_REPLICAS}
         * @throws IllegalArgumentException if there is no such error
         */
        public Fault refuse(String error) {
            var code = errorNamed(error);
            return set("refuse with " + code, (exchange, server) -> server.refuse(exchange, code));
        }

        /** Nothing is done, and the connection breaks. */
        public Fault disconnect() {
            return set("disconnect", (exchange, server) -> exchange.breakConnection());
        }

        /** Served that much later. What comes after it on the same connection waits. */
        public Fault delay(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("a delay of " + delay);
            }
            return set("delay by " + delay, (exchange, server) -> server.serveLater(exchange, delay));
        }

        /** Nothing is done, nothing answered, and the connection stays: the client learns of it from its own timeout. */
        public Fault loseRequest() {
            return set("lose the request", (exchange, server) -> {});
        }

        /** It is done, but the connection breaks instead of carrying the answer: the client cannot know. */
        public Fault loseAnswer() {
            return set("lose the answer", (exchange, server) -> {
                exchange.loseAnswer();
                server.serve(exchange);
            });
        }

        private Fault set(String what, Fault.Effect effect) {
            var fault = new Fault(Faults.this, new Fault.Aim(api, clientId, times), what, effect);
            add(fault);
            return fault;
        }
    }

    private static ErrorCode errorNamed(String name) {
        try {
            var code = ErrorCode.valueOf(name.toUpperCase(Locale.ROOT));
            if (code != ErrorCode.NONE) {
                return code;
            }
        } catch (IllegalArgumentException unknown) {
            // said below
        }
        throw new IllegalArgumentException("Kafka's protocol has no error called " + name);
    }

    /** From now on all requests are served as they should be. What was lost stays lost. */
    public synchronized void clear() {
        active = List.of();
    }

    private synchronized void add(Fault fault) {
        var all = new ArrayList<>(active);
        all.add(fault);
        active = List.copyOf(all);
    }

    synchronized void remove(Fault fault) {
        active = active.stream().filter(other -> !Objects.equals(other, fault)).toList();
    }

    boolean areNone() {
        return active.isEmpty();
    }

    /** The faults that are set, in order. */
    List<Fault> active() {
        return active;
    }

    /**
     * Another leader epoch begins for a partition, as when leadership moves from one broker to another: requests that name the epoch
     * before are refused until the client has asked for metadata again. Returns once it has begun.
     */
    public void changeLeader(String topic, int partition) {
        loseLeader(topic, partition, Duration.ZERO);
    }

    /**
     * For a while nobody leads a partition, as when its broker is gone and the next one is not yet chosen: what is asked of it is
     * refused with NOT_LEADER_OR_FOLLOWER, or LEADER_NOT_AVAILABLE in metadata. Then this broker leads it again in a new epoch.
     * Returns at the beginning of the while.
     */
    public void loseLeader(String topic, int partition, Duration duration) {
        broker.get().loseLeader(topic, partition, duration);
    }
}
