package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Gathers what a run of changes has touched, in the order it was touched. Belongs to whoever applies them, until {@link #between}
 * has been called.
 */
public final class Touched {
    private final Set<Uuid> topics = new LinkedHashSet<>();
    private final Set<ConfigResource> configs = new LinkedHashSet<>();
    private boolean everyTopic;
    private boolean nodes;

    public void topic(Uuid id) {
        topics.add(id);
    }

    public void everyTopic() {
        everyTopic = true;
    }

    public void config(ConfigResource resource) {
        configs.add(resource);
    }

    public void nodes() {
        nodes = true;
    }

    /** What lies between two images, between which exactly the noted changes were applied. */
    public ImageDelta between(ClusterImage before, ClusterImage after) {
        if (everyTopic) {
            topics.addAll(after.topics().nameOf().keySet());
        }
        return new ImageDelta(
                before, after, Collections.unmodifiableSet(topics), Collections.unmodifiableSet(configs), nodes);
    }

    /** The way from one image to another when the changes between are not known, as after a snapshot. */
    public static ImageDelta everything(ClusterImage before, ClusterImage after) {
        Touched touched = new Touched();
        touched.topics.addAll(before.topics().nameOf().keySet());
        touched.topics.addAll(after.topics().nameOf().keySet());
        touched.configs.addAll(before.configs().byResource().keySet());
        touched.configs.addAll(after.configs().byResource().keySet());
        touched.nodes = true;
        return touched.between(before, after);
    }
}
