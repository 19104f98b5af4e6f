package io.ottla.replication.controller;

import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ConfigResource;
import java.util.Map;

/** What the controller needs to know about configurations; the broker, which has their definitions, provides it. Any thread. */
public interface ConfigRules {
    /**
     * May {@code configs} be set on {@code resource}?
     *
     * @param configs all that would be set then, not only what changes
     * @return INVALID_CONFIG with what is wrong, for a person, or {@link Outcome#DONE}
     */
    Outcome check(ConfigResource resource, Map<String, String> configs);

    /** Is the value of {@code name} a list, so that elements can be appended? */
    boolean isList(ConfigResource.Type type, String name);

    /** What holds for {@code name} where nothing is set: what APPEND and SUBTRACT start from. Empty if nothing does. */
    String defaultValue(ConfigResource.Type type, String name);

    /** A topic's min.insync.replicas, given what is set on it. */
    int minInSyncReplicas(Map<String, String> topicConfigs);

    /** A topic's unclean.leader.election.enable, given what is set on it. */
    boolean uncleanLeaderElection(Map<String, String> topicConfigs);
}
