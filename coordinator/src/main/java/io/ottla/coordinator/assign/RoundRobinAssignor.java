package io.ottla.coordinator.assign;

import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All partitions of all topics in order, one to each subscriber in turn; whoever does not read a topic is passed over. */
public final class RoundRobinAssignor implements Assignor {
    @Override
    public String name() {
        return "roundrobin";
    }

    @Override
    public Map<String, List<TopicPartition>> assign(Map<String, Integer> partitions, List<Subscriber> subscribers) {
        Map<String, List<TopicPartition>> assignment = new HashMap<>();
        subscribers.forEach(one -> assignment.put(one.memberId(), new ArrayList<>()));
        List<Subscriber> circle = subscribers.stream().sorted().toList();
        int turn = 0;
        for (String topic : new TreeSet<>(partitions.keySet())) {
            boolean isRead = circle.stream().anyMatch(one -> one.topics().contains(topic));
            int count = isRead ? partitions.getOrDefault(topic, 0) : 0;
            for (int partition = 0; partition < count; partition++) {
                while (!circle.get(turn).topics().contains(topic)) {
                    turn = (turn + 1) % circle.size();
                }
                assignment
                        .computeIfAbsent(circle.get(turn).memberId(), id -> new ArrayList<>())
                        .add(new TopicPartition(topic, partition));
                turn = (turn + 1) % circle.size();
            }
        }
        return assignment;
    }
}
