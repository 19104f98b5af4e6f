package io.ottla.replication.image;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Every configuration that was set through the cluster, by what it belongs to. Immutable. */
public record ConfigsImage(PMap<ConfigResource, PMap<String, String>> byResource) {

    public static final ConfigsImage EMPTY = new ConfigsImage(HashTreePMap.empty());

    /** What is set on {@code resource}; empty if nothing is. */
    public PMap<String, String> of(ConfigResource resource) {
        PMap<String, String> configs = byResource.get(resource);
        return configs == null ? HashTreePMap.empty() : configs;
    }

    /** What is set on the topic {@code name}. */
    public PMap<String, String> ofTopic(String name) {
        return byResource.isEmpty() ? HashTreePMap.empty() : of(ConfigResource.topic(name));
    }

    public ConfigsImage with(ConfigResource resource, String name, @Nullable String value) {
        PMap<String, String> before = of(resource);
        PMap<String, String> after = value == null ? before.minus(name) : before.plus(name, value);
        return new ConfigsImage(after.isEmpty() ? byResource.minus(resource) : byResource.plus(resource, after));
    }

    public ConfigsImage without(ConfigResource resource) {
        return byResource.isEmpty() ? this : new ConfigsImage(byResource.minus(resource));
    }
}
