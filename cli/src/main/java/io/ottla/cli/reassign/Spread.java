package io.ottla.cli.reassign;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proposes who is to hold the partitions of topics: leaders go round the brokers, and so do the other replicas, one broker further on
 * each round. Where racks are known, neighbours in the round are of different racks and a partition is in as many racks as it can.
 *
 * <pre>
 *   brokers 1 2 3, two replicas:  0: 1 2   1: 2 3   2: 3 1   3: 1 3   4: 2 1 ...
 * </pre>
 */
final class Spread {
    private final List<Integer> round = new ArrayList<>();
    private final Map<Integer, String> racks;
    private final Random random;

    /** @param racks each broker with its rack; the same for all where racks do not matter */
    Spread(Map<Integer, String> racks, Random random) {
        this.racks = Map.copyOf(racks);
        this.random = random;
        var byRack = new TreeMap<String, List<Integer>>();
        new TreeMap<>(racks)
                .forEach((broker, rack) -> byRack.computeIfAbsent(rack, unused -> new ArrayList<>())
                        .add(broker));
        for (int depth = 0; round.size() < racks.size(); depth++) {
            for (var brokers : byRack.values()) {
                if (depth < brokers.size()) {
                    round.add(brokers.get(depth));
                }
            }
        }
    }

    /** Each topic keeps as many partitions and replicas as it has. */
    SortedMap<TopicPartition, List<Integer>> propose(SortedMap<TopicPartition, List<Integer>> current) {
        var copies = new TreeMap<String, Integer>();
        var counts = new TreeMap<String, Integer>();
        current.forEach((partition, replicas) -> {
            copies.putIfAbsent(partition.topic(), replicas.size());
            counts.merge(partition.topic(), 1, Integer::sum);
        });
        var proposed = new TreeMap<TopicPartition, List<Integer>>(Replica.PARTITIONS);
        counts.forEach((topic, count) -> {
            int wanted = copies.getOrDefault(topic, 1);
            if (wanted > round.size()) {
                throw new Failure(
                        "Replication factor: " + wanted + " larger than available brokers: " + round.size() + ".");
            }
            int start = random.nextInt(round.size());
            int shift = random.nextInt(round.size());
            for (int i = 0; i < count; i++) {
                proposed.put(new TopicPartition(topic, i), replicas(start + i, shift + i / round.size(), wanted));
            }
        });
        return proposed;
    }

    private List<Integer> replicas(int leader, int shift, int wanted) {
        var replicas = new ArrayList<>(List.of(round.get(leader % round.size())));
        var others = new ArrayList<Integer>();
        for (int i = 0; i < round.size() - 1; i++) {
            others.add(round.get((leader + 1 + (shift + i) % (round.size() - 1)) % round.size()));
        }
        var seen = new HashSet<String>();
        replicas.forEach(broker -> seen.add(racks.getOrDefault(broker, "")));
        for (var broker : List.copyOf(others)) {
            if (replicas.size() < wanted && seen.add(racks.getOrDefault(broker, ""))) {
                replicas.add(broker);
                others.remove(broker);
            }
        }
        replicas.addAll(others.subList(0, wanted - replicas.size()));
        return replicas;
    }
}
