package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.ListOffsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds offsets by time or by one of the special places of a log, asking the leaders. */
@OwnedBy(CREATOR)
public final class OffsetLookup {
    public static final long LATEST = -1;
    public static final long EARLIEST = -2;
    public static final long MAX_TIMESTAMP = -3;
    public static final long EARLIEST_LOCAL = -4;
    public static final long LATEST_TIERED = -5;
    public static final long EARLIEST_PENDING_UPLOAD = -6;

    private static final int CONSUMER = -1;
    /** The first version of ListOffsets that knows the special place -1, -2, ... -6. */
    private static final int[] KNOWN_SINCE = {0, 0, 7, 8, 9, 11};

    private final Cluster cluster;
    private final Isolation isolation;

    /** @param isolation with READ_COMMITTED, {@link #LATEST} is the last stable offset */
    public OffsetLookup(Cluster cluster, Isolation isolation) {
        this.cluster = cluster;
        this.isolation = isolation;
    }

    /**
     * What was found for one partition.
     *
     * @param error NONE, or why there is no answer; the rest means nothing then
     * @param offset -1 if there is no such place
     */
    public record Found(ErrorCode error, long offset, long timestamp) {}

    /** Finds the same place in all these partitions. */
    public Map<TopicPartition, Found> find(Collection<TopicPartition> partitions, long timestamp) {
        var found = new LinkedHashMap<TopicPartition, Found>();
        var left = List.copyOf(partitions);
        var patience = cluster.patience();
        while (true) {
            left = round(left, timestamp, found);
            if (left.isEmpty() || !patience.pause()) {
                return found;
            }
        }
    }

    /** Asks every leader once. Answers go into {@code found}; gives back what may be asked again, with its last error. */
    private List<TopicPartition> round(
            List<TopicPartition> partitions, long timestamp, Map<TopicPartition, Found> found) {
        var again = new ArrayList<TopicPartition>();
        var leaders = Leaders.of(cluster, partitions);
        leaders.errors().forEach((partition, error) -> {
            found.put(partition, new Found(error, -1, -1));
            if (error.retriable() && error != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION) {
                again.add(partition);
            }
        });
        for (var leader : leaders.byNode().entrySet()) {
            try {
                again.addAll(askLeader(leader.getKey(), leader.getValue(), timestamp, found));
            } catch (Unreachable e) {
                cluster.forget(leader.getKey());
                for (var partition : leader.getValue()) {
                    found.put(partition, new Found(ErrorCode.LEADER_NOT_AVAILABLE, -1, -1));
                    again.add(partition);
                }
            }
        }
        return again;
    }

    private List<TopicPartition> askLeader(
            int leader, List<TopicPartition> partitions, long timestamp, Map<TopicPartition, Found> found) {
        var connection = cluster.node(leader);
        var isSpecial = timestamp < 0 && -timestamp <= KNOWN_SINCE.length;
        if (isSpecial && connection.version(ApiKey.LIST_OFFSETS) < KNOWN_SINCE[(int) -timestamp - 1]) {
            partitions.forEach(partition -> found.put(partition, new Found(ErrorCode.UNSUPPORTED_VERSION, -1, -1)));
            return List.of();
        }
        var byTopic = new HashMap<String, List<ListOffsets.Partition>>();
        for (var partition : partitions) {
            byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                    .add(new ListOffsets.Partition(partition.partition(), -1, timestamp, 1));
        }
        var topics = byTopic.entrySet().stream()
                .map(topic -> new ListOffsets.Topic(topic.getKey(), topic.getValue()))
                .toList();
        var timeoutMs = Math.toIntExact(cluster.settings().requestTimeout().toMillis());
        var answer = connection.call(new ListOffsets.Request(CONSUMER, isolation.code(), topics, timeoutMs));
        var again = new ArrayList<TopicPartition>();
        for (var topic : answer.topics()) {
            for (var result : topic.partitions()) {
                var partition = new TopicPartition(topic.name(), result.partitionIndex());
                var error = ErrorCode.of(result.errorCode());
                found.put(partition, new Found(error, result.offset(), result.timestamp()));
                if (error.retriable()) {
                    again.add(partition);
                }
            }
        }
        return again;
    }
}
