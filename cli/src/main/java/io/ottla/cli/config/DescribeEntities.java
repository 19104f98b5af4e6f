package io.ottla.cli.config;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.DescribeConfigs;
import io.ottla.wire.message.config.ListConfigResources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                terminal.out().println(missing(entity.type(), name));
                return;
            }
            terminal.out().println(title(entity.type(), name));
            shown(entity.type(), name).forEach(config -> terminal.out().println(line(config)));
        }
    }

    /**
     * The same for programs.
     *
     * @throws Failure if there is no such entity
     */
    List<Map<String, @Nullable Object>> values(Entity entity) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var name : names(entity)) {
            if (isMissing(entity.type(), name)) {
                throw new Failure(missing(entity.type(), name));
            }
            var value = new LinkedHashMap<String, @Nullable Object>();
            value.put("type", entity.type().singular());
            value.put("name", name.isEmpty() ? null : name);
            value.put(
                    "configs",
                    shown(entity.type(), name).map(DescribeEntities::value).toList());
            values.add(value);
        }
        return values;
    }

    private static Map<String, @Nullable Object> value(DescribeConfigs.Config config) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("name", config.name());
        value.put("value", config.value());
        value.put("source", ConfigSource.of(config.configSource()));
        value.put("isSensitive", config.isSensitive());
        value.put("isReadOnly", config.readOnly());
        value.put(
                "synonyms",
                config.synonyms().stream().map(DescribeEntities::value).toList());
        return value;
    }

    private static Map<String, @Nullable Object> value(DescribeConfigs.Synonym synonym) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("name", synonym.name());
        value.put("value", synonym.value());
        value.put("source", ConfigSource.of(synonym.source()));
        return value;
    }

    private static String missing(EntityType type, String name) {
        return "The " + type.singular() + " '" + name + "' doesn't exist and doesn't have dynamic config.";
    }

    private Stream<DescribeConfigs.Config> shown(EntityType type, String name) {
        return describe(type, name).stream()
                .filter(config -> isShown(type, name, config))
                .sorted(Comparator.comparing(DescribeConfigs.Config::name));
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
