package io.ottla.wire;

import org.jspecify.annotations.Nullable;

/** One partition of a topic, by name. Immutable. */
public record TopicPartition(String topic, int partition) {
    // By hand: what a record would be given is linked at run time, and partitions are looked up from the first request
    // on.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TopicPartition that && partition == that.partition && topic.equals(that.topic);
    }

    @Override
    public int hashCode() {
        return 31 * topic.hashCode() + partition;
    }

    /** As Kafka names the folder of a partition: {@code topic-7}. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
