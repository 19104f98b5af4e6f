package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One registered controller. Immutable. */
public record ControllerImage(
        int id, Uuid incarnationId, List<Endpoint> endpoints, Map<String, VersionRange> features) {
    public ControllerImage {
        endpoints = List.copyOf(endpoints);
        features = Collections.unmodifiableMap(new TreeMap<>(features));
    }
}
