package io.ottla.cli.reassign;

import io.ottla.wire.TopicPartition;
import java.util.Comparator;

/** One replica of a partition, by the broker that holds it. Immutable. */
record Replica(TopicPartition partition, int broker) implements Comparable<Replica> {
    static final Comparator<TopicPartition> PARTITIONS =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    @Override
    public int compareTo(Replica other) {
        var byBroker = Integer.compare(broker, other.broker);
        return byBroker != 0 ? byBroker : PARTITIONS.compare(partition, other.partition);
    }

    /** {@code topic-partition-broker}. */
    @Override
    public String toString() {
        return partition + "-" + broker;
    }
}
