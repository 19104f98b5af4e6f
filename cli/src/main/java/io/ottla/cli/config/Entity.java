package io.ottla.cli.config;

import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose settings are meant.
 *
 * @param name null for all entities of the type, empty for their defaults
 */
record Entity(EntityType type, @Nullable String name) {
    boolean isDefault() {
        return name != null && name.isEmpty();
    }

    /** The name, where there must be one; empty for defaults. */
    String nameOr(String otherwise) {
        return name == null ? otherwise : name;
    }

    /**
     * What the options say: one entity, or a user and a client for the quotas of both together.
     *
     * @throws Failure if they contradict each other
     */
    static List<Entity> of(Arguments given) {
        var entities = new ArrayList<Entity>();
        for (var type : EntityType.values()) {
            given.text(type.option()).ifPresent(name -> entities.add(new Entity(type, name)));
            var defaults = type.defaultsOption();
            if (defaults != null && given.has(defaults)) {
                entities.add(new Entity(type, ""));
            }
        }
        entities.addAll(typed(given));
        check(given, entities);
        return entities;
    }

    /** {@code --entity-type} with {@code --entity-name} or {@code --entity-default}: names first, then defaults. */
    private static List<Entity> typed(Arguments given) {
        var types = given.texts("--entity-type");
        var names = new ArrayList<>(given.texts("--entity-name"));
        var defaults = given.has("--entity-default") ? 1 : 0;
        if (names.size() + defaults > types.size()) {
            throw given.mistake("--entity-name and --entity-default need an --entity-type each");
        }
        var entities = new ArrayList<Entity>();
        for (int i = 0; i < types.size(); i++) {
            var type = type(given, types.get(i));
            var name = i < names.size() ? names.get(i) : i < names.size() + defaults ? "" : null;
            entities.add(new Entity(type, name));
        }
        return entities;
    }

    private static EntityType type(Arguments given, String plural) {
        return EntityType.named(plural)
                .orElseThrow(() -> given.mistake("--entity-type " + plural + " is none of "
                        + Arrays.stream(EntityType.values())
                                .map(EntityType::plural)
                                .collect(Collectors.joining(", "))));
    }

    private static void check(Arguments given, List<Entity> entities) {
        if (entities.isEmpty()) {
            throw given.mistake("an entity is needed: --topic, --broker, --broker-defaults, ..., or --entity-type");
        }
        var types = entities.stream().map(Entity::type).toList();
        var together = types.size() == 1
                || (types.size() == 2 && types.contains(EntityType.USERS) && types.contains(EntityType.CLIENTS));
        if (!together) {
            throw given.mistake("only a user and a client can be used together, not "
                    + types.stream().map(EntityType::plural).collect(Collectors.joining(" and ")));
        }
        for (var entity : entities) {
            if (entity.isDefault() && entity.type().defaultsOption() == null) {
                throw given.mistake("there are no defaults of " + entity.type().plural());
            }
            var isBroker = entity.type() == EntityType.BROKERS || entity.type() == EntityType.BROKER_LOGGERS;
            if (isBroker && !entity.nameOr("").isEmpty() && !entity.nameOr("").matches("\\d{1,9}")) {
                throw new Failure("The entity name for " + entity.type().plural()
                        + " must be a valid integer broker id, but it is: " + entity.name());
            }
        }
    }
}
