package io.ottla.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A Kafka broker in this JVM, on a free port of the loopback interface: for tests. It is what Ottla's broker is, with its data in
 * memory unless told otherwise; any Kafka client connects to {@link #bootstrapServers}.
 *
 * <pre>{@code
 * try (var broker = OttlaBroker.start()) {
 *     broker.createTopic("orders", 3);
 *     producerSettings.put("bootstrap.servers", broker.bootstrapServers());
 *     ...
 * }
 * }</pre>
 *
 * <p>Any number of them may run at once. Any thread may call any method; what changes something returns once it is done. A method that
 * fails throws {@link IllegalStateException} with the reason, or {@link IllegalArgumentException} if what it was given cannot be.
 */
public final class OttlaBroker implements AutoCloseable {
    private final RunningBroker running;

    private OttlaBroker(RunningBroker running) {
        this.running = running;
    }

    /** Starts a broker with everything as {@link Builder} has it by default. */
    public static OttlaBroker start() {
        return builder().start();
    }

    /** A broker with one setting of server.properties; more may follow. */
    public static Builder with(String name, String value) {
        return builder().with(name, value);
    }

    /** A broker still to be described. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What a broker shall be like. By default its data is in memory, and where Kafka's own defaults want several brokers or patience,
     * these hold instead: internal topics have one partition and one replica, and a new group does not wait for more members
     * ({@code group.initial.rebalance.delay.ms=0}). One thread at a time.
     */
    public static final class Builder {
        private final Map<String, String> settings = new TreeMap<>();
        private Storage storage = Storage.memory();

        private Builder() {}

        /**
         * Sets what stands in Kafka's server.properties under {@code name}. {@code listeners} may name other addresses and fixed
         * ports; {@code log.dirs} is not for here, see {@link #in}.
         */
        public Builder with(String name, String value) {
            if (name.equals("log.dirs") || name.equals("log.dir")) {
                throw new IllegalArgumentException("say in(directory) for " + name);
            }
            settings.put(name, value);
            return this;
        }

        /** Sets all of these, as {@link #with(String, String)} does. */
        public Builder with(Map<String, String> more) {
            more.forEach(this::with);
            return this;
        }

        /** Keeps the data in this directory, which is made if it is missing and stays when the broker is closed. */
        public Builder in(Path directory) {
            storage = Storage.directory(directory);
            return this;
        }

        /** Keeps the data in a directory of its own, which is deleted when the broker is closed. */
        public Builder inTemporaryDirectory() {
            storage = Storage.temporaryDirectory();
            return this;
        }

        /**
         * Starts the broker.
         *
         * @throws IllegalArgumentException with a line for each setting that cannot be used
         * @throws IllegalStateException if it cannot start, as when a port is taken
         */
        public OttlaBroker start() {
            return new OttlaBroker(RunningBroker.start(settings, storage));
        }
    }

    /** What clients want as {@code bootstrap.servers}: {@code 127.0.0.1:34567}. Stays the same through a {@link #restart}. */
    public String bootstrapServers() {
        return running.bootstrapServers();
    }

    /** Creates a topic. Fails if there is one of that name. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** Creates a topic with settings of its own, such as {@code cleanup.policy}. Fails if there is one of that name. */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        running.inside().createTopic(name, partitions, settings);
    }

    /** Deletes a topic with all that is in it. Fails if there is none of that name. */
    public void deleteTopic(String name) {
        running.inside().deleteTopic(name);
    }

    /** The names of all topics, but for those Kafka makes for itself. */
    public SortedSet<String> topics() {
        return running.inside().topics();
    }

    /**
     * All records of a topic that a {@code read_committed} consumer would see now, partition by partition, each from its first offset
     * on. For tests that want to see what was written without a consumer; all of it is held in memory. Fails if there is no such topic.
     */
    public List<StoredRecord> records(String topic) {
        return running.inside().records(topic);
    }

    /** What goes wrong when it should. */
    public Faults faults() {
        return running.faults();
    }

    /**
     * Stops the broker in order and starts it again at the same address with the same data. Connections break; clients find their way
     * back. Faults that are set stay set.
     */
    public void restart() {
        running.restart();
    }

    /** Stops it. Clients still connected lose their connections; threads, sockets and memory are given back. May be called twice. */
    @Override
    public void close() {
        running.close();
    }

    /** For messages: where it listens. */
    @Override
    public String toString() {
        return "OttlaBroker(" + bootstrapServers() + ")";
    }
}
