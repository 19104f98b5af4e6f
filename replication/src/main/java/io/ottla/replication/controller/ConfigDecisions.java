package io.ottla.replication.controller;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is set on topics, brokers and groups. Pure. */
final class ConfigDecisions {
    static final String MIN_IN_SYNC_REPLICAS = "min.insync.replicas";

    private final Rules rules;

    ConfigDecisions(Rules rules) {
        this.rules = rules;
    }

    /** AlterConfigs: what is not named is no longer set. */
    Decision<Map<ConfigResource, Outcome>> replace(
            State state, Map<ConfigResource, Map<String, @Nullable String>> wishes, boolean validateOnly) {
        return each(state, wishes, validateOnly, (resource, wish) -> {
            Map<String, String> next = new HashMap<>();
            for (var entry : wish.entrySet()) {
                next.put(entry.getKey(), notNull(entry.getKey(), entry.getValue()));
            }
            return next;
        });
    }

    /** IncrementalAlterConfigs. */
    Decision<Map<ConfigResource, Outcome>> alter(
            State state, Map<ConfigResource, List<ConfigOp>> wishes, boolean validateOnly) {
        return each(state, wishes, validateOnly, (resource, ops) -> {
            Map<String, String> next = new HashMap<>(state.image().configs().of(resource));
            Set<String> seen = new HashSet<>();
            for (ConfigOp op : ops) {
                if (!seen.add(op.name())) {
                    throw new Refusal(ErrorCode.INVALID_REQUEST, "Error due to duplicate config keys");
                }
                apply(resource.type(), op, next);
            }
            return next;
        });
    }

    private interface Step<W> {
        /** All that shall be set on {@code resource}. */
        Map<String, String> next(ConfigResource resource, W wish) throws Refusal;
    }

    private <W> Decision<Map<ConfigResource, Outcome>> each(
            State state, Map<ConfigResource, W> wishes, boolean validateOnly, Step<W> step) {
        Map<ConfigResource, Outcome> replies = new LinkedHashMap<>();
        List<MetadataChange> changes = new ArrayList<>();
        wishes.forEach((resource, wish) -> {
            try {
                checkExists(state.image(), resource);
                Map<String, String> next = step.next(resource, wish);
                checkMinimum(state.image(), resource, next);
                Refusal.unless(rules.configs().check(resource, next));
                difference(state.image(), resource, next, changes);
                replies.put(resource, Outcome.DONE);
            } catch (Refusal refusal) {
                replies.put(resource, refusal.outcome());
            }
        });
        return validateOnly ? Decision.nothing(replies) : new Decision<>(changes, replies);
    }

    private static void checkExists(ClusterImage image, ConfigResource resource) throws Refusal {
        switch (resource.type()) {
            case TOPIC -> {
                if (image.topics().byName(resource.name()) == null) {
                    throw new Refusal(
                            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                            "The topic '" + resource.name() + "' does not exist.");
                }
            }
            case BROKER -> checkBroker(image, resource.name());
            case GROUP, CLIENT_METRICS -> {
                if (resource.name().isEmpty()) {
                    throw new Refusal(
                            ErrorCode.INVALID_REQUEST, "Default " + resource.type() + " resources are not allowed.");
                }
            }
            default ->
                throw new Refusal(ErrorCode.INVALID_REQUEST, "Unexpected resource type " + resource.type() + ".");
        }
    }

    private static void checkBroker(ClusterImage image, String name) throws Refusal {
        if (name.isEmpty()) {
            return; // the default of all brokers
        }
        int id;
        try {
            id = Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "Invalid broker name " + name);
        }
        if (image.nodes().broker(id) == null) {
            throw new Refusal(ErrorCode.BROKER_ID_NOT_REGISTERED, "No node with id " + id + " found.");
        }
    }

    /** Eligible leaders (KIP-966) are those of a minimum all brokers agree on: it may become another, but it does not go. */
    private static void checkMinimum(ClusterImage image, ConfigResource resource, Map<String, String> next)
            throws Refusal {
        if (resource.equals(ConfigResource.allBrokers())
                && image.featureLevel(Rules.ELIGIBLE_LEADERS) > 0
                && image.configs().of(resource).containsKey(MIN_IN_SYNC_REPLICAS)
                && !next.containsKey(MIN_IN_SYNC_REPLICAS)) {
            throw new Refusal(
                    ErrorCode.INVALID_CONFIG,
                    MIN_IN_SYNC_REPLICAS + " is set for all brokers and must stay so: eligible leaders depend on it");
        }
    }

    private static String notNull(String name, @Nullable String value) throws Refusal {
        if (value == null) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "Null value not supported for : " + name);
        }
        return value;
    }

    private void apply(ConfigResource.Type type, ConfigOp op, Map<String, String> configs) throws Refusal {
        switch (op.kind()) {
            case SET -> configs.put(op.name(), notNull(op.name(), op.value()));
            case DELETE -> configs.remove(op.name());
            case APPEND, SUBTRACT -> changeList(type, op, configs);
        }
    }

    private void changeList(ConfigResource.Type type, ConfigOp op, Map<String, String> configs) throws Refusal {
        List<String> named = elements(notNull(op.name(), op.value()));
        if (!rules.configs().isList(type, op.name())) {
            throw new Refusal(
                    ErrorCode.INVALID_CONFIG,
                    "Can't " + op.kind() + " to key " + op.name() + " because its type is not LIST.");
        }
        String present = configs.get(op.name());
        List<String> list =
                new ArrayList<>(elements(present == null ? rules.configs().defaultValue(type, op.name()) : present));
        for (String element : named) {
            if (op.kind() == ConfigOp.Kind.SUBTRACT) {
                list.remove(element);
            } else if (!list.contains(element)) {
                list.add(element);
            }
        }
        configs.put(op.name(), String.join(",", list));
    }

    private static List<String> elements(String list) {
        return list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }

    private static void difference(
            ClusterImage image, ConfigResource resource, Map<String, String> next, List<MetadataChange> changes) {
        Map<String, String> before = image.configs().of(resource);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(next.keySet());
        for (String name : names) {
            String value = next.get(name);
            if (value == null || !value.equals(before.get(name))) {
                changes.add(new ConfigChanged(resource, name, value));
                if (name.equals(MIN_IN_SYNC_REPLICAS)) {
                    clearElr(image, resource, changes);
                }
            }
        }
    }

    /** Who was eligible under another minimum may lack records that were committed since (KIP-966). */
    private static void clearElr(ClusterImage image, ConfigResource resource, List<MetadataChange> changes) {
        if (resource.type() == ConfigResource.Type.TOPIC) {
            TopicImage topic = image.topics().byName(resource.name());
            if (topic != null && hasElr(topic)) {
                changes.add(new TopicChange.ElrCleared(resource.name()));
            }
        } else if (image.topics().all().stream().anyMatch(ConfigDecisions::hasElr)) {
            changes.add(new TopicChange.ElrCleared(""));
        }
    }

    private static boolean hasElr(TopicImage topic) {
        return topic.partitions().stream()
                .anyMatch(p -> !p.elr().isEmpty() || !p.lastKnownElr().isEmpty());
    }
}
