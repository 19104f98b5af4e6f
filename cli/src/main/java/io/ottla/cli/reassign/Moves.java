package io.ottla.cli.reassign;

import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.ListPartitionReassignments;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * From which brokers to which partitions move: those that move already and those that are about to. Immutable.
 *
 * @param byPartition every partition that moves
 */
record Moves(SortedMap<TopicPartition, Move> byPartition) {
    /** Of one partition: who has it, and who is to get it. */
    record Move(SortedSet<Integer> sources, SortedSet<Integer> destinations) {}

    /**
     * @param current what moves already; its sources stay what they are
     * @param proposed where partitions are to be
     * @param replicas where they are
     */
    static Moves of(
            Map<TopicPartition, ListPartitionReassignments.Partition> current,
            Map<TopicPartition, List<Integer>> proposed,
            Map<TopicPartition, List<Integer>> replicas) {
        var moves = new TreeMap<TopicPartition, Move>(Replica.PARTITIONS);
        current.forEach((partition, moving) -> {
            var sources = new TreeSet<>(moving.replicas());
            moving.addingReplicas().forEach(sources::remove);
            moves.put(partition, new Move(sources, new TreeSet<>(moving.addingReplicas())));
        });
        proposed.forEach((partition, targets) -> {
            var known = moves.get(partition);
            var sources = known == null ? new TreeSet<>(replicas.getOrDefault(partition, List.of())) : known.sources();
            var destinations = new TreeSet<>(targets);
            destinations.removeAll(sources);
            moves.put(partition, new Move(sources, destinations));
        });
        return new Moves(moves);
    }

    /** The replicas of each topic that others fetch from: {@code 0:1,0:2}. */
    SortedMap<String, String> leaders() {
        return throttled(true);
    }

    /** The replicas of each topic that fetch. */
    SortedMap<String, String> followers() {
        return throttled(false);
    }

    private SortedMap<String, String> throttled(boolean isSource) {
        var byTopic = new TreeMap<String, TreeSet<String>>();
        byPartition.forEach((partition, move) -> {
            var texts = byTopic.computeIfAbsent(partition.topic(), unused -> new TreeSet<>());
            (isSource ? move.sources() : move.destinations())
                    .forEach(broker -> texts.add(partition.partition() + ":" + broker));
        });
        var joined = new TreeMap<String, String>();
        byTopic.forEach((topic, texts) -> joined.put(topic, String.join(",", texts)));
        return joined;
    }

    /** All brokers that give or get. */
    SortedSet<Integer> brokers() {
        var brokers = new TreeSet<Integer>();
        byPartition.values().forEach(move -> {
            brokers.addAll(move.sources());
            brokers.addAll(move.destinations());
        });
        return brokers;
    }
}
