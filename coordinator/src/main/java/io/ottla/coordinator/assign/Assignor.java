package io.ottla.coordinator.assign;

import io.ottla.wire.TopicPartition;
import java.util.List;
import java.util.Map;

/** Deals the partitions of topics out to those who subscribe to them. Stateless; any thread. */
public interface Assignor {
    /** As members name it when they join. */
    String name();

    /**
     * Deals out all partitions of all topics that somebody reads.
     *
     * @param partitions how many there are, by topic; topics that do not exist are not there
     * @return the partitions of each subscriber, by member id; every subscriber is there, every partition of a topic somebody reads
     *     appears once
     */
    Map<String, List<TopicPartition>> assign(Map<String, Integer> partitions, List<Subscriber> subscribers);
}
