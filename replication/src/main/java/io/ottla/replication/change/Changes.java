package io.ottla.replication.change;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.TopicImage;
import java.util.List;

/** Many changes at once. Stateless. */
public final class Changes {
    private Changes() {}

    /**
     * The image after {@code changes}, in their order. Where partitions of one topic follow each other the topic is copied once: when a
     * broker dies that led thousands of them, they do.
     */
    public static ClusterImage apply(ClusterImage image, List<? extends MetadataChange> changes) {
        ClusterImage after = image;
        int next = 0;
        while (next < changes.size()) {
            if (changes.get(next) instanceof TopicChange.OfPartition first) {
                TopicImage.Draft topic = after.topics().must(first.topicId()).draft();
                while (next < changes.size()
                        && changes.get(next) instanceof TopicChange.OfPartition one
                        && one.topicId().equals(first.topicId())) {
                    topic.set(one.index(), one.after(topic, topic.partition(one.index())));
                    next++;
                }
                after = after.withTopics(after.topics().with(topic.done()));
            } else {
                after = changes.get(next).applyTo(after);
                next++;
            }
        }
        return after;
    }
}
