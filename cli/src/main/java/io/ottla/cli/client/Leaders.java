package io.ottla.cli.client;

import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who leads partitions, as Metadata said a moment ago. Immutable.
 *
 * @param byNode partitions that have a leader, by its id
 * @param errors why the others have none
 */
public record Leaders(Map<Integer, List<TopicPartition>> byNode, Map<TopicPartition, ErrorCode> errors) {
    /** Asks the cluster. */
    public static Leaders of(Cluster cluster, Collection<TopicPartition> partitions) {
        return of(cluster, partitions, false);
    }

    /** Asks the cluster; with {@code create} a missing topic may be created by the broker. */
    public static Leaders of(Cluster cluster, Collection<TopicPartition> partitions, boolean create) {
        var names = partitions.stream().map(TopicPartition::topic).distinct().toList();
        var leaders = new HashMap<TopicPartition, Integer>();
        var errors = new HashMap<TopicPartition, ErrorCode>();
        for (var topic : cluster.metadata(names, create).topics()) {
            var name = String.valueOf(topic.name());
            var error = ErrorCode.of(topic.errorCode());
            if (error != ErrorCode.NONE) {
                partitions.stream()
                        .filter(partition -> partition.topic().equals(name))
                        .forEach(partition -> errors.put(partition, error));
            }
            for (var partition : topic.partitions()) {
                leaders.put(new TopicPartition(name, partition.partitionIndex()), partition.leaderId());
            }
        }
        var byNode = new TreeMap<Integer, List<TopicPartition>>();
        for (var partition : partitions) {
            var leader = leaders.get(partition);
            if (leader == null) {
                errors.putIfAbsent(partition, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            } else if (leader < 0) {
                errors.put(partition, ErrorCode.LEADER_NOT_AVAILABLE);
            } else {
                byNode.computeIfAbsent(leader, unused -> new ArrayList<>()).add(partition);
            }
        }
        return new Leaders(byNode, errors);
    }
}
