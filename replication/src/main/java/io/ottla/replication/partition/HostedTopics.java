package io.ottla.replication.partition;

import io.ottla.wire.Uuid;
import java.util.Arrays;
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

    private final Map<String, Topic> byName;
    private final Map<Uuid, Topic> byId;

    private HostedTopics(Map<String, Topic> byName, Map<Uuid, Topic> byId) {
        this.byName = byName;
        this.byId = byId;
    }

    @Nullable
    Topic byName(String name) {
        return byName.get(name);
    }

    @Nullable
    Topic byId(Uuid id) {
        return byId.get(id);
    }

    Collection<Topic> all() {
        return byId.values();
    }

    Draft draft() {
        return new Draft();
    }

    /** Changes on the way to the next table; nothing is copied before the first. */
    final class Draft {
        private @Nullable Map<String, Topic> names;
        private @Nullable Map<Uuid, Topic> ids;

        @Nullable
        Topic byId(Uuid id) {
            Map<Uuid, Topic> changed = ids;
            return (changed == null ? byId : changed).get(id);
        }

        /** Puts a topic in, in place of what has its id; takes it out if it is empty. */
        void put(Topic topic) {
            Map<String, Topic> newNames = names == null ? new HashMap<>(byName) : names;
            Map<Uuid, Topic> newIds = ids == null ? new HashMap<>(byId) : ids;
            names = newNames;
            ids = newIds;
            if (!topic.isEmpty()) {
                newIds.put(topic.id(), topic);
                newNames.put(topic.name(), topic);
                return;
            }
            newIds.remove(topic.id());
            Topic named = newNames.get(topic.name());
            if (named != null && named.id().equals(topic.id())) {
                newNames.remove(topic.name());
            }
        }

        HostedTopics publish() {
            Map<String, Topic> newNames = names;
            Map<Uuid, Topic> newIds = ids;
            return newNames == null || newIds == null ? HostedTopics.this : new HostedTopics(newNames, newIds);
        }
    }

    /** The partitions of one topic that are on this broker, by number; a hole is on other brokers only. Immutable. */
    static final class Topic {
        private final Uuid id;
        private final String name;
        private final @Nullable PartitionRef[] refs;

        private Topic(Uuid id, String name, @Nullable PartitionRef[] refs) {
            this.id = id;
            this.name = name;
            this.refs = refs;
        }

        static Topic none(Uuid id, String name) {
            return new Topic(id, name, new @Nullable PartitionRef[0]);
        }

        Uuid id() {
            return id;
        }

        String name() {
            return name;
        }

        int size() {
            return refs.length;
        }

        @Nullable
        PartitionRef find(int index) {
            return index >= 0 && index < refs.length ? refs[index] : null;
        }

        boolean isEmpty() {
            for (PartitionRef ref : refs) {
                if (ref != null) {
                    return false;
                }
            }
            return true;
        }

        /** A copy of the table, to be changed and given to {@link #with}. */
        @Nullable
        PartitionRef[] table(int size) {
            return Arrays.copyOf(refs, size);
        }

        Topic with(@Nullable PartitionRef[] table) {
            return new Topic(id, name, table);
        }
    }
}
