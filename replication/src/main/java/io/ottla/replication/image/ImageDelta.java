package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import java.util.Set;

/**
 * The step from one image to the next, and where to look. Immutable.
 *
 * @param topics ids of topics that were created, changed or removed; there may be some that did not change
 * @param configs what had a configuration set or taken away. Not: what lost it together with its topic
 * @param nodes a broker or controller has changed
 */
public record ImageDelta(
        ClusterImage before, ClusterImage after, Set<Uuid> topics, Set<ConfigResource> configs, boolean nodes) {

    public boolean featuresChanged() {
        return before.features() != after.features();
    }

    public boolean quotasChanged() {
        return before.quotas() != after.quotas();
    }

    public boolean securityChanged() {
        return before.scram() != after.scram()
                || before.accessRules() != after.accessRules()
                || before.tokens() != after.tokens();
    }
}
