package io.ottla.replication.partition;

import io.ottla.wire.Uuid;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All topics with partitions on this broker, by name and by id. Immutable; a step of the image makes a copy, as the lookups of every
 * request are worth more than a copy for every created topic.
 */
final class HostedTopics {
    static final HostedTopics NONE = new HostedTopics(new HashMap<>(), new HashMap<>());

    private final Map<String, HostedTopic> byName;
    private final Map<Uuid, HostedTopic> byId;

    private HostedTopics(Map<String, HostedTopic> byName, Map<Uuid, HostedTopic> byId) {
        this.byName = byName;
        this.byId = byId;
    }

    @Nullable
    HostedTopic byName(String name) {
        return byName.get(name);
    }

    @Nullable
    HostedTopic byId(Uuid id) {
        return byId.get(id);
    }

    Collection<HostedTopic> all() {
        return byId.values();
    }

    Draft draft() {
        return new Draft();
    }

    /** Changes on the way to the next table; nothing is copied before the first. */
    final class Draft {
        private @Nullable Map<String, HostedTopic> names;
        private @Nullable Map<Uuid, HostedTopic> ids;

        @Nullable
        HostedTopic byId(Uuid id) {
            Map<Uuid, HostedTopic> changed = ids;
            return (changed == null ? byId : changed).get(id);
        }

        /** Puts a topic in, in place of what has its id; takes it out if it is empty. */
        void put(HostedTopic topic) {
            Map<String, HostedTopic> newNames = names == null ? new HashMap<>(byName) : names;
            Map<Uuid, HostedTopic> newIds = ids == null ? new HashMap<>(byId) : ids;
            names = newNames;
            ids = newIds;
            if (!topic.isEmpty()) {
                newIds.put(topic.id(), topic);
                newNames.put(topic.name(), topic);
                return;
            }
            newIds.remove(topic.id());
            HostedTopic named = newNames.get(topic.name());
            if (named != null && named.id().equals(topic.id())) {
                newNames.remove(topic.name());
            }
        }

        HostedTopics publish() {
            Map<String, HostedTopic> newNames = names;
            Map<Uuid, HostedTopic> newIds = ids;
            return newNames == null || newIds == null ? HostedTopics.this : new HostedTopics(newNames, newIds);
        }
    }
}
