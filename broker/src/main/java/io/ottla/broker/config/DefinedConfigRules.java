package io.ottla.broker.config;

import io.ottla.broker.config.definition.ConfigType;
import io.ottla.broker.config.definition.Definition;
import io.ottla.broker.config.definition.Definitions;
import io.ottla.replication.controller.ConfigRules;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Judges what may be set on what, by the definitions and by this broker's own configuration. Any thread. */
public final class DefinedConfigRules implements ConfigRules {
    private final Supplier<BrokerConfig> broker;

    /** @param broker this broker's configuration at the moment */
    public DefinedConfigRules(Supplier<BrokerConfig> broker) {
        this.broker = broker;
    }

    @Override
    public Outcome check(ConfigResource resource, Map<String, String> configs) {
        return switch (resource.type()) {
            case TOPIC -> checkTopic(configs);
            case BROKER -> checkBroker(resource.name(), configs);
            case GROUP -> resource.name().isEmpty() ? unnamed("group") : GroupRules.check(broker.get(), configs);
            case CLIENT_METRICS ->
                resource.name().isEmpty() ? unnamed("client metrics subscription") : ClientMetricsRules.check(configs);
            case BROKER_LOGGER, UNKNOWN ->
                Outcome.refused(ErrorCode.INVALID_REQUEST, "Nothing is kept for resources of type " + resource.type());
        };
    }

    private Outcome checkTopic(Map<String, String> configs) {
        var values = checkValues(Definitions.TOPIC, "topic", configs);
        if (!values.isDone()) {
            return values;
        }
        var topic = new TopicConfig(broker.get(), configs);
        long least = topic.longOf("min.compaction.lag.ms");
        long most = topic.longOf("max.compaction.lag.ms");
        if (least > most) {
            return refused("min.compaction.lag.ms=" + least + ": must be at most max.compaction.lag.ms=" + most);
        }
        if (topic.flag("remote.storage.enable")) {
            return refused("remote.storage.enable=true: must be false, as remote.log.storage.system.enable is");
        }
        return Outcome.DONE;
    }

    /** What the broker itself checks is in {@link BrokerChanges}; this is what the controller sees to. */
    private static Outcome checkBroker(String name, Map<String, String> configs) {
        if (!name.isEmpty() && !(ConfigType.INT.read(name) instanceof Integer id && id >= 0)) {
            return Outcome.refused(ErrorCode.INVALID_REQUEST, "A broker is named by its number, not " + name);
        }
        if (!name.isEmpty() && configs.containsKey("min.insync.replicas")) {
            return refused("min.insync.replicas cannot be set for one broker: eligible leaders (KIP-966) depend on it");
        }
        return Outcome.DONE;
    }

    /** Are all of {@code configs} known and their values allowed? */
    static Outcome checkValues(Definitions definitions, String kind, Map<String, String> configs) {
        for (var config : configs.entrySet()) {
            var definition = definitions.find(config.getKey());
            if (definition.isEmpty()) {
                return refused(config.getKey() + ": no setting of a " + kind + " is called so");
            }
            var complaint = definition.get().complaint(config.getValue());
            if (complaint.isPresent()) {
                return refused(ConfigMistake.line(config.getKey(), config.getValue(), complaint.get()));
            }
        }
        return Outcome.DONE;
    }

    private static Outcome unnamed(String kind) {
        return Outcome.refused(ErrorCode.INVALID_REQUEST, "A " + kind + " has a name");
    }

    private static Outcome refused(String message) {
        return Outcome.refused(ErrorCode.INVALID_CONFIG, message);
    }

    @Override
    public boolean isList(ConfigResource.Type type, String name) {
        return find(type, name)
                .map(definition -> definition.type() == ConfigType.LIST)
                .orElse(false);
    }

    @Override
    public String defaultValue(ConfigResource.Type type, String name) {
        return find(type, name).map(Definition::defaultText).orElse("");
    }

    private static Optional<Definition> find(ConfigResource.Type type, String name) {
        return switch (type) {
            case TOPIC -> Definitions.TOPIC.find(name);
            case BROKER -> BrokerSettingNames.find(name);
            case GROUP -> Definitions.GROUP.find(name);
            case CLIENT_METRICS -> Definitions.CLIENT_METRICS.find(name);
            case BROKER_LOGGER, UNKNOWN -> Optional.empty();
        };
    }

    @Override
    public int minInSyncReplicas(Map<String, String> topicConfigs) {
        return new TopicConfig(broker.get(), topicConfigs).intOf("min.insync.replicas");
    }

    @Override
    public boolean uncleanLeaderElection(Map<String, String> topicConfigs) {
        return new TopicConfig(broker.get(), topicConfigs).flag("unclean.leader.election.enable");
    }
}
