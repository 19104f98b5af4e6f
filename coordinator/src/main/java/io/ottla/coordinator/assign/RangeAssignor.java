package io.ottla.coordinator.assign;

import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Topic by topic, each subscriber gets a range of consecutive partitions, those in front one more if it does not come out even. Topics
 * with as many partitions and the same readers are thus dealt out alike, as joins want it.
 */
public final class RangeAssignor implements Assignor {
    @Override
    public String name() {
        return "range";
    }

    @Override
    public Map<String, List<TopicPartition>> assign(Map<String, Integer> partitions, List<Subscriber> subscribers) {
        Map<String, List<TopicPartition>> assignment = new HashMap<>();
        subscribers.forEach(one -> assignment.put(one.memberId(), new ArrayList<>()));
        List<Subscriber> inOrder = subscribers.stream().sorted().toList();
        for (String topic : new TreeSet<>(partitions.keySet())) {
            List<Subscriber> readers =
                    inOrder.stream().filter(one -> one.topics().contains(topic)).toList();
            int next = 0;
            for (int i = 0; i < readers.size(); i++) {
                int end = next + share(partitions.getOrDefault(topic, 0), readers.size(), i);
                for (int partition = next; partition < end; partition++) {
                    assignment
                            .computeIfAbsent(readers.get(i).memberId(), id -> new ArrayList<>())
                            .add(new TopicPartition(topic, partition));
                }
                next = end;
            }
        }
        return assignment;
    }

    private static int share(int partitions, int readers, int index) {
        return partitions / readers + (index < partitions % readers ? 1 : 0);
    }
}
