package io.ottla.wire;

/** One partition of a topic, by name. Immutable. */
public record TopicPartition(String topic, int partition) {
    /** As Kafka names the folder of a partition: {@code topic-7}. */
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
