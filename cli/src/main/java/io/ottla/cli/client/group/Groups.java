package io.ottla.cli.client.group;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.Cluster;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.group.DeleteGroups;
import io.ottla.wire.message.group.ListGroups;
import io.ottla.wire.message.group.OffsetDelete;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The groups of a cluster, from outside: lists them, and looks at and changes what they have written down. */
@OwnedBy(CREATOR)
public final class Groups {
    private static final int KNOWS_STATES = 4;
    private static final int KNOWS_TYPES = 5;

    private final Cluster cluster;

    public Groups(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * A group in a list.
     *
     * @param protocol the type of its protocol: consumer, connect...; empty if it has had no members
     * @param state empty if the broker is too old to say it
     * @param type as the state
     */
    public record Listed(String id, String protocol, String state, String type) {}

    /**
     * All groups of all brokers, in order.
     *
     * @param states only those; all if empty
     * @param types only those; all if empty
     */
    public List<Listed> list(List<String> states, List<String> types) {
        var found = new TreeMap<String, Listed>();
        for (var node : cluster.nodes().keySet()) {
            var version = cluster.node(node).version(ApiKey.LIST_GROUPS);
            if ((!states.isEmpty() && version < KNOWS_STATES) || (!types.isEmpty() && version < KNOWS_TYPES)) {
                throw new ClientFailure("broker " + node + " is too old to choose groups by state or type");
            }
            for (var group : list(node, new ListGroups.Request(states, types)).groups()) {
                found.putIfAbsent(
                        group.groupId(),
                        new Listed(group.groupId(), group.protocolType(), group.groupState(), group.groupType()));
            }
        }
        return List.copyOf(found.values());
    }

    private ListGroups.Response list(int node, ListGroups.Request request) {
        var patience = cluster.patience();
        while (true) {
            var answer = cluster.ask(node, request);
            var error = ErrorCode.of(answer.errorCode());
            if (error == ErrorCode.NONE) {
                return answer;
            }
            if (!error.retriable() || !patience.pause()) {
                throw new BrokerRefused(error, null);
            }
        }
    }

    /** Only groups of consumers: of the classic protocol, of the newer one, and those that only have offsets. */
    public static boolean isOfConsumers(Listed group) {
        return group.protocol().equals("consumer") || group.protocol().isEmpty();
    }

    /** Looks at one group. */
    public DescribedGroup describe(String groupId) {
        return DescribedGroup.ask(cluster, groupId);
    }

    /** What the group has written down, for all partitions it has ever written something for. */
    public Map<TopicPartition, Committed> offsets(String groupId) {
        var found = Coordinators.ask(
                cluster, groupId, node -> Committed.fetch(cluster.node(node), groupId, null), Committed.Found::error);
        if (found.error() != ErrorCode.NONE) {
            throw new BrokerRefused(found.error(), null);
        }
        return found.offsets();
    }

    /** Writes offsets down for a group that has no members. */
    public Map<TopicPartition, ErrorCode> commit(String groupId, Map<TopicPartition, Committed> offsets) {
        return Coordinators.ask(
                cluster,
                groupId,
                node -> {
                    var coordinator = cluster.node(node);
                    var outside = Committed.Committer.outside(groupId);
                    return Committed.results(coordinator.await(Committed.sendCommit(coordinator, outside, offsets)));
                },
                Committed::worst);
    }

    /** Deletes a group that has no members. */
    public ErrorCode delete(String groupId) {
        return Coordinators.ask(
                cluster,
                groupId,
                node -> ErrorCode.of(cluster.node(node)
                        .call(new DeleteGroups.Request(List.of(groupId)))
                        .results()
                        .get(0)
                        .errorCode()),
                error -> error);
    }

    /**
     * What became of a deletion of offsets.
     *
     * @param error of the group as a whole
     */
    public record OffsetsDeleted(ErrorCode error, Map<TopicPartition, ErrorCode> partitions) {}

    /** Lets a group forget offsets. */
    public OffsetsDeleted deleteOffsets(String groupId, Collection<TopicPartition> partitions) {
        var byTopic = new TreeMap<String, List<OffsetDelete.Partition>>();
        partitions.forEach(partition -> byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                .add(new OffsetDelete.Partition(partition.partition())));
        var topics = byTopic.entrySet().stream()
                .map(topic -> new OffsetDelete.Topic(topic.getKey(), topic.getValue()))
                .toList();
        var answer = Coordinators.ask(
                cluster,
                groupId,
                node -> cluster.node(node).call(new OffsetDelete.Request(groupId, topics)),
                response -> ErrorCode.of(response.errorCode()));
        var results = new HashMap<TopicPartition, ErrorCode>();
        for (var topic : answer.topics()) {
            for (var partition : topic.partitions()) {
                results.put(
                        new TopicPartition(topic.name(), partition.partitionIndex()),
                        ErrorCode.of(partition.errorCode()));
            }
        }
        return new OffsetsDeleted(ErrorCode.of(answer.errorCode()), results);
    }
}
