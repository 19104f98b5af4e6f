package io.ottla.cli.client.group;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.group.ConsumerGroupDescribe;
import io.ottla.wire.message.group.DescribeGroups;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A group as its coordinator describes it. Immutable.
 *
 * @param coordinatorId the broker that described it
 * @param state Empty, Stable, PreparingRebalance, CompletingRebalance, Assigning, Reconciling, Dead
 * @param assignor how partitions are shared out; empty if there are no members
 * @param epoch of a group of the newer protocol (KIP-848)
 * @param targetEpoch as the epoch
 */
public record DescribedGroup(
        String id,
        int coordinatorId,
        HostPort coordinator,
        String state,
        String assignor,
        Optional<Integer> epoch,
        Optional<Integer> targetEpoch,
        List<Member> members) {

    private static final String CONSUMER = "consumer";

    private static final byte CLASSIC_MEMBER = 0;
    private static final byte CONSUMER_MEMBER = 1;

    /**
     * A member.
     *
     * @param instanceId empty if it is not a static one
     * @param epoch of a member of a group of the newer protocol
     * @param target what it shall read, empty in a classic group
     * @param upgraded does it speak the newer protocol? empty in a classic group
     */
    public record Member(
            String id,
            String instanceId,
            String clientId,
            String host,
            Optional<Integer> epoch,
            List<TopicPartition> assigned,
            List<TopicPartition> target,
            Optional<Boolean> upgraded) {}

    static DescribedGroup ask(Cluster cluster, String groupId) {
        var node = Coordinators.find(cluster, groupId);
        if (cluster.node(node).supports(ApiKey.CONSUMER_GROUP_DESCRIBE)) {
            var answer = Coordinators.ask(
                    cluster,
                    groupId,
                    id -> new Described(
                            id,
                            cluster.node(id)
                                    .call(new ConsumerGroupDescribe.Request(List.of(groupId), false))
                                    .groups()
                                    .get(0)),
                    described -> ErrorCode.of(described.group().errorCode()));
            var error = ErrorCode.of(answer.group().errorCode());
            if (error == ErrorCode.NONE) {
                return ofConsumers(answer.group(), answer.node(), address(cluster, answer.node()));
            }
            if (error != ErrorCode.GROUP_ID_NOT_FOUND && error != ErrorCode.UNSUPPORTED_VERSION) {
                throw new BrokerRefused(error, answer.group().errorMessage());
            }
        }
        return askClassic(cluster, groupId);
    }

    /** An answer and who gave it. */
    private record Described(int node, ConsumerGroupDescribe.Group group) {}

    /** An answer and who gave it. */
    private record DescribedClassic(int node, DescribeGroups.Group group) {}

    private static DescribedGroup askClassic(Cluster cluster, String groupId) {
        var answer = Coordinators.ask(
                cluster,
                groupId,
                id -> new DescribedClassic(
                        id,
                        cluster.node(id)
                                .call(new DescribeGroups.Request(List.of(groupId), false))
                                .groups()
                                .get(0)),
                described -> ErrorCode.of(described.group().errorCode()));
        BrokerRefused.unlessNone(answer.group().errorCode(), answer.group().errorMessage());
        return ofClassic(answer.group(), answer.node(), address(cluster, answer.node()));
    }

    private static HostPort address(Cluster cluster, int node) {
        return cluster.nodes().getOrDefault(node, new HostPort("?", -1));
    }

    private static DescribedGroup ofClassic(DescribeGroups.Group group, int node, HostPort address) {
        var isOfConsumers =
                group.protocolType().equals(CONSUMER) || group.protocolType().isEmpty();
        var members = group.members().stream()
                .map(member -> new Member(
                        member.memberId(),
                        orEmpty(member.groupInstanceId()),
                        member.clientId(),
                        member.clientHost(),
                        Optional.empty(),
                        isOfConsumers ? Subscriptions.partitions(member.memberAssignment()) : List.of(),
                        List.of(),
                        Optional.empty()))
                .toList();
        return new DescribedGroup(
                group.groupId(),
                node,
                address,
                group.groupState(),
                group.protocolData(),
                Optional.empty(),
                Optional.empty(),
                members);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static DescribedGroup ofConsumers(ConsumerGroupDescribe.Group group, int node, HostPort address) {
        var members = group.members().stream()
                .map(member -> new Member(
                        member.memberId(),
                        orEmpty(member.instanceId()),
                        member.clientId(),
                        member.clientHost(),
                        Optional.of(member.memberEpoch()),
                        partitions(member.assignment()),
                        partitions(member.targetAssignment()),
                        upgraded(member.memberType())))
                .toList();
        return new DescribedGroup(
                group.groupId(),
                node,
                address,
                group.groupState(),
                group.assignorName(),
                Optional.of(group.groupEpoch()),
                Optional.of(group.assignmentEpoch()),
                members);
    }

    private static Optional<Boolean> upgraded(byte type) {
        return type == CLASSIC_MEMBER || type == CONSUMER_MEMBER
                ? Optional.of(type == CONSUMER_MEMBER)
                : Optional.empty();
    }

    private static List<TopicPartition> partitions(ConsumerGroupDescribe.Assignment assignment) {
        return assignment.topicPartitions().stream()
                .flatMap(
                        topic -> topic.partitions().stream().map(index -> new TopicPartition(topic.topicName(), index)))
                .toList();
    }
}
