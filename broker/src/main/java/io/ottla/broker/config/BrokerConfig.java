package io.ottla.broker.config;

import io.ottla.broker.config.definition.ConfigType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything this broker has been told, at one moment: what the file says, what was changed since for all brokers and for
 * this one, and Kafka's defaults for the rest. Immutable; a change makes another one.
 */
public final class BrokerConfig {
    private static final String NODE_ID = "node.id";
    private static final String BROKER_ID = "broker.id";
    /** What listeners are found by. */
    private static final List<String> OF_LISTENERS = List.of("listeners", "listener.security.protocol.map");

    private final Map<String, String> fromFile;
    private final Map<String, String> forAllBrokers;
    private final Map<String, String> forThisBroker;
    private final NetworkSettings network;
    private final TopicCreationSettings topicCreation;
    private final RequestSettings requests;
    private final QuorumSettings quorum;

    /** @param listeners as they were found before; null to find them now, which may ask for the name of this machine */
    private BrokerConfig(
            Map<String, String> fromFile,
            Map<String, String> forAllBrokers,
            Map<String, String> forThisBroker,
            @Nullable List<Listener> listeners) {
        this.fromFile = Map.copyOf(fromFile);
        this.forAllBrokers = Map.copyOf(forAllBrokers);
        this.forThisBroker = Map.copyOf(forThisBroker);
        network = NetworkSettings.of(this, listeners == null ? Listeners.of(this) : listeners);
        topicCreation = TopicCreationSettings.of(this);
        requests = RequestSettings.of(this);
        quorum = QuorumSettings.of(this);
    }

    /**
     * What a broker starts with.
     *
     * @param fromFile names and values as in server.properties; whatever is not there is as Kafka has it
     * @throws ConfigMistake with a line for each value that cannot be used
     */
    public static BrokerConfig of(Map<String, String> fromFile) {
        return new BrokerConfig(withBothNames(fromFile), Map.of(), Map.of(), null);
    }

    /** A node's number is known by two names; whoever sets one sets both. */
    private static Map<String, String> withBothNames(Map<String, String> settings) {
        if (settings.containsKey(NODE_ID) == settings.containsKey(BROKER_ID)) {
            return settings;
        }
        var both = new HashMap<>(settings);
        both.putIfAbsent(NODE_ID, settings.getOrDefault(BROKER_ID, ""));
        both.putIfAbsent(BROKER_ID, settings.getOrDefault(NODE_ID, ""));
        return both;
    }

    /**
     * This with other live changes in place of those it has; a listener that was there stays what it was.
     *
     * @param forAllBrokers what the cluster's default says
     * @param forThisBroker what was changed for this broker alone; comes first
     * @throws ConfigMistake if they cannot be used together
     */
    public BrokerConfig changed(Map<String, String> forAllBrokers, Map<String, String> forThisBroker) {
        var same = new BrokerConfig(fromFile, forAllBrokers, forThisBroker, network.listeners());
        return OF_LISTENERS.stream().allMatch(name -> text(name).equals(same.text(name)))
                ? same
                : new BrokerConfig(
                        fromFile,
                        forAllBrokers,
                        forThisBroker,
                        Listeners.succeeding(network.listeners(), Listeners.of(same)));
    }

    /** node.id, or broker.id where only that is set; 1 by default. */
    public int nodeId() {
        return intOf(NODE_ID);
    }

    /** broker.rack. */
    public Optional<String> rack() {
        return text("broker.rack");
    }

    /** log.dirs, or log.dir where that is not set; absolute, at least one. */
    public List<Path> logDirs() {
        var dirs = isSet("log.dirs") ? list("log.dirs") : list("log.dir");
        var paths = new ArrayList<Path>(dirs.size());
        for (var dir : dirs) {
            paths.add(absolute(dir));
        }
        return List.copyOf(paths);
    }

    /** metadata.log.dir, or the first of the log directories. */
    public Path metadataLogDir() {
        var dir = effective("metadata.log.dir");
        return dir == null ? logDirs().get(0) : absolute(dir);
    }

    private static Path absolute(String dir) {
        return Path.of(dir).toAbsolutePath().normalize();
    }

    public NetworkSettings network() {
        return network;
    }

    public TopicCreationSettings topicCreation() {
        return topicCreation;
    }

    public RequestSettings requests() {
        return requests;
    }

    public QuorumSettings quorum() {
        return quorum;
    }

    /** What was set for this broker alone since the start. */
    public Map<String, String> forThisBroker() {
        return forThisBroker;
    }

    /** What was set for all brokers since the start. */
    public Map<String, String> forAllBrokers() {
        return forAllBrokers;
    }

    /** What this broker was started with. */
    public Map<String, String> fromFile() {
        return fromFile;
    }

    /** Has anybody set {@code name}, in the file or since? */
    public boolean isSet(String name) {
        return forThisBroker.containsKey(name) || forAllBrokers.containsKey(name) || fromFile.containsKey(name);
    }

    /** The text of {@code name} as set or by default; empty if there is neither. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(effective(name));
    }

    public int intOf(String name) {
        return ((Number) value(name)).intValue();
    }

    public long longOf(String name) {
        return ((Number) value(name)).longValue();
    }

    public double doubleOf(String name) {
        return ((Number) value(name)).doubleValue();
    }

    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** The elements of {@code name}; none if it is not set. */
    public List<String> list(String name) {
        var text = effective(name);
        return text == null ? List.of() : ConfigType.split(text);
    }

    private Object value(String name) {
        var text = effective(name);
        var value = text == null
                ? null
                : BrokerSettingNames.find(name).orElseThrow().type().read(text);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no value that could be used: " + text);
        }
        return value;
    }

    private @Nullable String effective(String name) {
        var text = forThisBroker.get(name);
        if (text == null) {
            text = forAllBrokers.get(name);
        }
        if (text == null) {
            text = fromFile.get(name);
        }
        return text == null ? defaultText(name) : text.strip();
    }

    private static @Nullable String defaultText(String name) {
        var definition = BrokerSettingNames.find(name);
        return definition.isPresent() ? definition.get().defaultText() : null;
    }
}
