package io.ottla.cli.group;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.Isolation;
import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.client.group.Committed;
import io.ottla.cli.client.group.DescribedGroup;
import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code --describe}: offsets and lag, members, or states of groups. */
final class DescribeGroups {
    static final Comparator<TopicPartition> IN_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Cluster cluster;
    private final Groups groups;
    private final Arguments given;
    private final boolean isVerbose;
    private boolean somethingMissing;

    DescribeGroups(Cluster cluster, Arguments given) {
        this.cluster = cluster;
        this.given = given;
        groups = new Groups(cluster);
        isVerbose = given.has("--verbose");
    }

    void print(Collection<String> ids, Terminal terminal) {
        var isJson = ClusterOptions.isJson(given);
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (var id : ids.stream().sorted().distinct().toList()) {
            var group = describe(id, terminal);
            if (group == null) {
                continue;
            }
            var table = table(group);
            if (isJson) {
                all.addAll(table.values());
                continue;
            }
            sayState(group, terminal);
            if (!table.isEmpty() || given.has("--members")) {
                terminal.out().println();
                table.print(terminal);
                terminal.out().flush();
            }
        }
        if (isJson) {
            terminal.out().println(Json.text(all));
        }
        if (somethingMissing) {
            throw new Failure("");
        }
    }

    /** Null, after a complaint, if it does not exist. */
    private @Nullable DescribedGroup describe(String id, Terminal terminal) {
        try {
            var group = groups.describe(id);
            if (!group.state().equals("Dead")) {
                return group;
            }
        } catch (BrokerRefused refused) {
            if (refused.error() != ErrorCode.GROUP_ID_NOT_FOUND) {
                throw refused;
            }
        }
        somethingMissing = true;
        terminal.out().flush();
        terminal.err().println("Consumer group '" + id + "' does not exist.");
        return null;
    }

    private static void sayState(DescribedGroup group, Terminal terminal) {
        var said = switch (group.state()) {
            case "Empty" -> "Consumer group '" + group.id() + "' has no active members.";
            case "PreparingRebalance", "CompletingRebalance", "Assigning", "Reconciling" ->
                "Warning: Consumer group '" + group.id() + "' is rebalancing.";
            default -> "";
        };
        if (!said.isEmpty()) {
            terminal.out().flush();
            terminal.err().println("\n" + said);
        }
    }

    private Table table(DescribedGroup group) {
        if (given.has("--members")) {
            return members(group);
        }
        return given.has("--state") ? state(group) : offsets(group);
    }

    private Table state(DescribedGroup group) {
        var coordinator = group.coordinator() + "  (" + group.coordinatorId() + ")";
        var assignor = group.assignor().isEmpty() ? null : group.assignor();
        var table = new Table()
                .growing("GROUP", "group", 15)
                .growing("COORDINATOR (ID)", "coordinator", 25)
                .fixed("ASSIGNMENT-STRATEGY", "assignmentStrategy", 20)
                .fixed("STATE", "state", 20);
        if (isVerbose) {
            table.fixed("GROUP-EPOCH", "groupEpoch", 15)
                    .fixed("TARGET-ASSIGNMENT-EPOCH", "targetAssignmentEpoch", 25)
                    .last("#MEMBERS", "members")
                    .row(
                            group.id(),
                            coordinator,
                            assignor,
                            group.state(),
                            group.epoch().orElse(null),
                            group.targetEpoch().orElse(null),
                            group.members().size());
        } else {
            table.last("#MEMBERS", "members")
                    .row(
                            group.id(),
                            coordinator,
                            assignor,
                            group.state(),
                            group.members().size());
        }
        return table;
    }

    private Table members(DescribedGroup group) {
        var hasInstances =
                group.members().stream().anyMatch(member -> !member.instanceId().isEmpty());
        var hasOld =
                group.members().stream().anyMatch(member -> !member.upgraded().orElse(true));
        var hasNew =
                group.members().stream().anyMatch(member -> member.upgraded().orElse(false));
        var table = new Table().growing("GROUP", "group", 15).growing("CONSUMER-ID", "consumerId", 15);
        if (hasInstances) {
            table.growing("GROUP-INSTANCE-ID", "groupInstanceId", 17);
        }
        table.growing("HOST", "host", 15).growing("CLIENT-ID", "clientId", 15).fixed("#PARTITIONS", "partitions", 15);
        if (isVerbose) {
            table.fixed("CURRENT-EPOCH", "currentEpoch", 15)
                    .growing("CURRENT-ASSIGNMENT", "currentAssignment", 20)
                    .fixed("TARGET-EPOCH", "targetEpoch", 15)
                    .growing("TARGET-ASSIGNMENT", "targetAssignment", 20);
            if (hasOld && hasNew) {
                table.last("UPGRADED", "upgraded");
            }
        } else {
            table.rowEnd(" ");
        }
        for (var member : group.members()) {
            var row = new ArrayList<@Nullable Object>(List.of(group.id(), member.id()));
            if (hasInstances) {
                row.add(member.instanceId());
            }
            row.addAll(
                    List.of(member.host(), member.clientId(), member.assigned().size()));
            if (isVerbose) {
                row.add(member.epoch().orElse(null));
                row.add(text(member.assigned()));
                row.add(group.targetEpoch().orElse(null));
                row.add(text(member.target()));
                if (hasOld && hasNew) {
                    row.add(member.upgraded().orElse(null));
                }
            }
            table.row(row.toArray());
        }
        return table;
    }

    /** {@code a:0,1;b:3}, null for nothing. */
    private static @Nullable String text(List<TopicPartition> partitions) {
        var byTopic = new TreeMap<String, List<String>>();
        partitions.stream()
                .sorted(IN_ORDER)
                .forEach(partition -> byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                        .add(String.valueOf(partition.partition())));
        return byTopic.isEmpty()
                ? null
                : byTopic.entrySet().stream()
                        .map(topic -> topic.getKey() + ":" + String.join(",", topic.getValue()))
                        .collect(Collectors.joining(";"));
    }

    private Table offsets(DescribedGroup group) {
        var table = new Table()
                .growing("GROUP", "group", 15)
                .growing("TOPIC", "topic", 15)
                .fixed("PARTITION", "partition", 10);
        if (isVerbose) {
            table.fixed("LEADER-EPOCH", "leaderEpoch", 15);
        }
        table.fixed("CURRENT-OFFSET", "currentOffset", 15)
                .fixed("LOG-END-OFFSET", "logEndOffset", 15)
                .fixed("LAG", "lag", 15)
                .growing("CONSUMER-ID", "consumerId", 15)
                .growing("HOST", "host", 15)
                .last("CLIENT-ID", "clientId");
        var committed = groups.offsets(group.id());
        var left = new HashSet<>(committed.keySet());
        var all = new HashSet<>(left);
        group.members().forEach(member -> all.addAll(member.assigned()));
        var ends = new OffsetLookup(cluster, Isolation.READ_UNCOMMITTED).find(all, OffsetLookup.LATEST);
        group.members().stream()
                .sorted(Comparator.comparingInt(member -> -member.assigned().size()))
                .forEach(member -> {
                    left.removeAll(member.assigned());
                    member.assigned().stream()
                            .sorted(IN_ORDER)
                            .forEach(partition ->
                                    offsetRow(table, group.id(), new Place(partition, committed, ends), member));
                });
        left.stream()
                .sorted(IN_ORDER)
                .forEach(partition -> offsetRow(table, group.id(), new Place(partition, committed, ends), null));
        return table;
    }

    /** A partition with what is known about it. */
    private record Place(
            TopicPartition partition,
            Map<TopicPartition, Committed> committed,
            Map<TopicPartition, OffsetLookup.Found> ends) {
        @Nullable
        Long offset() {
            var there = committed.get(partition);
            return there == null ? null : there.offset();
        }

        @Nullable
        Integer leaderEpoch() {
            var there = committed.get(partition);
            return there == null || there.leaderEpoch() < 0 ? null : there.leaderEpoch();
        }

        @Nullable
        Long end() {
            var there = ends.get(partition);
            return there == null || there.error() != ErrorCode.NONE ? null : there.offset();
        }
    }

    private void offsetRow(Table table, String groupId, Place place, DescribedGroup.@Nullable Member member) {
        var offset = place.offset();
        var end = place.end();
        var row = new ArrayList<@Nullable Object>(
                List.of(groupId, place.partition().topic(), place.partition().partition()));
        if (isVerbose) {
            row.add(place.leaderEpoch());
        }
        row.add(offset);
        row.add(end);
        row.add(offset == null || end == null ? null : end - offset);
        row.add(member == null ? null : member.id());
        row.add(member == null ? null : member.host());
        row.add(member == null ? null : member.clientId());
        table.row(row.toArray());
    }
}
