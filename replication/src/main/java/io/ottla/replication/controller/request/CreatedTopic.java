package io.ottla.replication.controller.request;

import io.ottla.wire.Uuid;
import java.util.Map;

/**
 * What became of a {@link NewTopic}.
 *
 * @param id {@link Uuid#ZERO} unless it was created, or would have been
 * @param configs what is set on the topic itself
 */
public record CreatedTopic(
        String name, Outcome outcome, Uuid id, int partitionCount, int replicationFactor, Map<String, String> configs) {
    public static CreatedTopic refused(String name, Outcome why) {
        return new CreatedTopic(name, why, Uuid.ZERO, -1, -1, Map.of());
    }
}
