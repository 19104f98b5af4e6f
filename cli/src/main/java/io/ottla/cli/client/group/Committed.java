package io.ottla.cli.client.group;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Connection;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.OffsetCommit;
import io.ottla.wire.message.group.OffsetFetch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An offset a group has written down for a partition: the requests that write and read it.
 *
 * @param offset where to go on reading
 * @param leaderEpoch of the record before it, -1 if it is not known
 */
public record Committed(long offset, int leaderEpoch) {
    /** From this version on several groups are asked for at once. */
    private static final int BATCHED = 8;
    /** The last version of both requests that names topics. */
    private static final int NEWEST_BY_NAME = 9;

    /** Who commits. */
    record Committer(
            String groupId,
            int generation,
            String memberId,
            @Nullable String instanceId) {
        /** Somebody from outside, which a group without members allows. */
        static Committer outside(String groupId) {
            return new Committer(groupId, -1, "", null);
        }
    }

    static Connection.Pending<OffsetCommit.Response> sendCommit(
            Connection coordinator, Committer committer, Map<TopicPartition, Committed> offsets) {
        var byTopic = new TreeMap<String, List<OffsetCommit.Partition>>();
        offsets.forEach(
                (partition, committed) -> byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                        .add(new OffsetCommit.Partition(
                                partition.partition(), committed.offset(), committed.leaderEpoch(), -1, "")));
        var topics = byTopic.entrySet().stream()
                .map(topic -> new OffsetCommit.Topic(topic.getKey(), Uuid.ZERO, topic.getValue()))
                .toList();
        var request = new OffsetCommit.Request(
                committer.groupId(), committer.generation(), committer.memberId(), committer.instanceId(), -1, topics);
        return coordinator.send(request, NEWEST_BY_NAME);
    }

    /** What became of each partition. */
    static Map<TopicPartition, ErrorCode> results(OffsetCommit.Response answer) {
        var results = new HashMap<TopicPartition, ErrorCode>();
        for (var topic : answer.topics()) {
            for (var partition : topic.partitions()) {
                results.put(
                        new TopicPartition(topic.name(), partition.partitionIndex()),
                        ErrorCode.of(partition.errorCode()));
            }
        }
        return results;
    }

    /** The first of these that is no success. */
    static ErrorCode worst(Map<TopicPartition, ErrorCode> results) {
        return results.values().stream()
                .filter(error -> error != ErrorCode.NONE)
                .findFirst()
                .orElse(ErrorCode.NONE);
    }

    /**
     * What was found.
     *
     * @param error of the group as a whole
     */
    record Found(ErrorCode error, Map<TopicPartition, Committed> offsets) {}

    /** @param partitions null for all there are; those for which nothing is written down are left out of the answer */
    static Found fetch(Connection coordinator, String groupId, @Nullable Collection<TopicPartition> partitions) {
        return coordinator.version(ApiKey.OFFSET_FETCH) >= BATCHED
                ? fetchBatched(coordinator, groupId, partitions)
                : fetchOne(coordinator, groupId, partitions);
    }

    private static Map<String, List<Integer>> byTopic(Collection<TopicPartition> partitions) {
        var byTopic = new TreeMap<String, List<Integer>>();
        partitions.forEach(partition -> byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                .add(partition.partition()));
        return byTopic;
    }

    private static Found fetchBatched(
            Connection coordinator, String groupId, @Nullable Collection<TopicPartition> partitions) {
        var topics = partitions == null
                ? null
                : byTopic(partitions).entrySet().stream()
                        .map(topic -> new OffsetFetch.GroupTopic(topic.getKey(), Uuid.ZERO, topic.getValue()))
                        .toList();
        var group = new OffsetFetch.Group(groupId, null, -1, topics);
        var request = new OffsetFetch.Request("", List.of(), List.of(group), false);
        var answer = coordinator.await(coordinator.send(request, NEWEST_BY_NAME));
        var offsets = new HashMap<TopicPartition, Committed>();
        for (var found : answer.groups()) {
            if (found.errorCode() != ErrorCode.NONE.code()) {
                return new Found(ErrorCode.of(found.errorCode()), Map.of());
            }
            for (var topic : found.topics()) {
                for (var partition : topic.partitions()) {
                    put(
                            offsets,
                            new TopicPartition(topic.name(), partition.partitionIndex()),
                            new Committed(partition.committedOffset(), partition.committedLeaderEpoch()),
                            partition.errorCode());
                }
            }
        }
        return new Found(ErrorCode.NONE, offsets);
    }

    private static Found fetchOne(
            Connection coordinator, String groupId, @Nullable Collection<TopicPartition> partitions) {
        var topics = partitions == null
                ? null
                : byTopic(partitions).entrySet().stream()
                        .map(topic -> new OffsetFetch.Topic(topic.getKey(), topic.getValue()))
                        .toList();
        var answer = coordinator.call(new OffsetFetch.Request(groupId, topics, List.of(), false));
        if (answer.errorCode() != ErrorCode.NONE.code()) {
            return new Found(ErrorCode.of(answer.errorCode()), Map.of());
        }
        var offsets = new HashMap<TopicPartition, Committed>();
        for (var topic : answer.topics()) {
            for (var partition : topic.partitions()) {
                put(
                        offsets,
                        new TopicPartition(topic.name(), partition.partitionIndex()),
                        new Committed(partition.committedOffset(), partition.committedLeaderEpoch()),
                        partition.errorCode());
            }
        }
        return new Found(ErrorCode.NONE, offsets);
    }

    private static void put(
            Map<TopicPartition, Committed> offsets, TopicPartition partition, Committed committed, short errorCode) {
        var error = ErrorCode.of(errorCode);
        if (error != ErrorCode.NONE && error != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION) {
            throw new BrokerRefused(error, partition + ": " + error.message());
        }
        if (error == ErrorCode.NONE && committed.offset() >= 0) {
            offsets.put(partition, committed);
        }
    }
}
