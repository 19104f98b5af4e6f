package io.ottla.cli.client.group;

import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each topic by itself, in ranges of neighbouring partitions: 7 partitions among 3 members are {@code [0..2][3..4][5..6]}, in
 * the order of their keys. Stateless.
 */
public final class RangeAssignor implements Assignor {
    @Override
    public String name() {
        return "range";
    }

    @Override
    public Map<String, List<TopicPartition>> assign(Map<String, Integer> partitions, List<Member> members) {
        var assignment = new HashMap<String, List<TopicPartition>>();
        var ordered = members.stream().sorted(Comparator.comparing(Member::key)).toList();
        for (var member : ordered) {
            assignment.put(member.id(), new ArrayList<>());
        }
        for (var topic : partitions.keySet().stream().sorted().toList()) {
            var readers = ordered.stream()
                    .filter(member -> member.topics().contains(topic))
                    .toList();
            var next = 0;
            for (int i = 0; i < readers.size(); i++) {
                var end = next + share(partitions.getOrDefault(topic, 0) - next, readers.size() - i);
                var given = assignment.getOrDefault(readers.get(i).id(), List.of());
                for (; next < end; next++) {
                    given.add(new TopicPartition(topic, next));
                }
            }
        }
        return assignment;
    }

    /** Of what is left, for the first of so many: rounded up, so that those in front get one more. */
    private static int share(int left, int readers) {
        return (left + readers - 1) / readers;
    }
}
