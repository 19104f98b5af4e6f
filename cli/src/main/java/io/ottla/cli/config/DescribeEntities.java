package io.ottla.cli.config;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.DescribeConfigs;
import io.ottla.wire.message.config.ListConfigResources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code --describe} of topics, brokers and others whose settings are config resources. */
final class DescribeEntities {
    private final Cluster cluster;
    private final boolean all;

    /** @param all also settings that were not made for the entity itself */
    DescribeEntities(Cluster cluster, boolean all) {
        this.cluster = cluster;
        this.all = all;
    }

    void print(Entity entity, Terminal terminal) {
        for (var name : names(entity)) {
            if (isMissing(entity.type(), name)) {
                terminal.out()
                        .println("The " + entity.type().singular() + " '" + name
                                + "' doesn't exist and doesn't have dynamic config.");
                return;
            }
            terminal.out().println(title(entity.type(), name));
            var configs = describe(entity.type(), name);
            configs.stream()
                    .filter(config -> isShown(entity.type(), name, config))
                    .sorted(Comparator.comparing(DescribeConfigs.Config::name))
                    .forEach(config -> terminal.out().println(line(config)));
        }
    }

    private List<String> names(Entity entity) {
        if (entity.name() != null) {
            return List.of(entity.name());
        }
        return switch (entity.type()) {
            case TOPICS ->
                cluster.metadata(null).topics().stream()
                        .map(topic -> String.valueOf(topic.name()))
                        .sorted()
                        .toList();
            case BROKERS -> {
                var names = new ArrayList<>(brokerIds());
                names.add("");
                yield names;
            }
            case BROKER_LOGGERS -> brokerIds();
            default -> listed(entity.type());
        };
    }

    private List<String> brokerIds() {
        return new TreeSet<>(cluster.nodes().keySet())
                .stream().map(String::valueOf).toList();
    }

    private List<String> listed(EntityType type) {
        if (!cluster.supports(ApiKey.LIST_CONFIG_RESOURCES)) {
            return List.of();
        }
        // Version 0 knows client metrics only, and asks for them by naming nothing.
        var isNew = cluster.any().version(ApiKey.LIST_CONFIG_RESOURCES) > 0;
        var types = isNew ? List.of(type.resourceType()) : List.<Byte>of();
        var answer = cluster.ask(new ListConfigResources.Request(types));
        BrokerRefused.unlessNone(answer.errorCode(), null);
        return answer.configResources().stream()
                .filter(resource -> !isNew || resource.resourceType() == type.resourceType())
                .map(ListConfigResources.ConfigResource::resourceName)
                .sorted()
                .toList();
    }

    private boolean isMissing(EntityType type, String name) {
        return switch (type) {
            case TOPICS ->
                cluster.metadata(List.of(name)).topics().stream()
                        .anyMatch(topic -> topic.errorCode() == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()
                                || topic.errorCode() == ErrorCode.INVALID_TOPIC_EXCEPTION.code());
            case BROKERS, BROKER_LOGGERS -> !name.isEmpty() && !brokerIds().contains(name);
            default -> false;
        };
    }

    private String title(EntityType type, String name) {
        return name.isEmpty()
                ? "Default configs for " + type.plural() + " in the cluster are:"
                : (all ? "All" : "Dynamic") + " configs for " + type.singular() + " " + name + " are:";
    }

    private List<DescribeConfigs.Config> describe(EntityType type, String name) {
        var resource = new DescribeConfigs.Resource(type.resourceType(), name, null);
        var request = new DescribeConfigs.Request(List.of(resource), true, false);
        var isOneBroker = (type == EntityType.BROKERS || type == EntityType.BROKER_LOGGERS) && !name.isEmpty();
        var answer = isOneBroker ? cluster.ask(Integer.parseInt(name), request) : cluster.ask(request);
        for (var result : answer.results()) {
            BrokerRefused.unlessNone(result.errorCode(), result.errorMessage());
        }
        return answer.results().stream()
                .flatMap(result -> result.configs().stream())
                .toList();
    }

    private boolean isShown(EntityType type, String name, DescribeConfigs.Config config) {
        var own =
                type == EntityType.BROKERS && name.isEmpty() ? ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG : type.own();
        return all || own == null || ConfigSource.of(config.configSource()) == own;
    }

    static String line(DescribeConfigs.Config config) {
        var synonyms = config.synonyms().stream()
                .map(synonym -> ConfigSource.of(synonym.source()) + ":" + synonym.name() + "=" + synonym.value())
                .collect(Collectors.joining(", "));
        return "  " + config.name() + "=" + config.value() + " sensitive=" + config.isSensitive() + " synonyms={"
                + synonyms + "}";
    }
}
