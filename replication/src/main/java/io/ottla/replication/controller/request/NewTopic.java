package io.ottla.replication.controller.request;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic somebody wants.
 *
 * @param partitionCount -1 for the broker's default, or when {@code assignment} says it
 * @param replicationFactor -1 for the broker's default, or when {@code assignment} says it
 * @param assignment the replicas of each partition by hand; empty to leave that to the controller
 * @param configs what to set on it; a null value is refused, but may be asked
 */
public record NewTopic(
        String name,
        int partitionCount,
        int replicationFactor,
        Map<Integer, List<Integer>> assignment,
        Map<String, @Nullable String> configs) {
    public NewTopic {
        assignment = Map.copyOf(assignment);
        configs = Collections.unmodifiableMap(new HashMap<>(configs));
    }

    /** A topic with the broker's defaults. */
    public static NewTopic ofDefaults(String name) {
        return new NewTopic(name, -1, -1, Map.of(), Map.of());
    }
}
