package io.ottla.cli.topic;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.config.DescribeConfigs;
import io.ottla.wire.message.topic.DescribeTopicPartitions;
import io.ottla.wire.message.topic.ListPartitionReassignments;
import io.ottla.wire.message.topic.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code --describe}: topics with their partitions, or only those that a filter lets through. */
final class DescribeTopics {
    private static final byte TOPIC_RESOURCE = 2;
    private static final int PARTITIONS_PER_RESPONSE = 2000;

    private final Cluster cluster;
    private final Arguments given;

    DescribeTopics(Cluster cluster, Arguments given) {
        this.cluster = cluster;
        this.given = given;
    }

    void print(Terminal terminal) {
        var chosen = given.has("--topic-id") && !givenId().equals(Uuid.ZERO) ? byId() : byName();
        if (ClusterOptions.isJson(given)) {
            printJson(chosen, terminal);
            return;
        }
        if (chosen.isEmpty()) {
            return;
        }
        var alive = cluster.nodes().keySet();
        for (var topic : described(chosen)) {
            if (describesTopics()
                    && (!given.has("--topics-with-overrides")
                            || !topic.overrides().isEmpty())) {
                terminal.out().println(topic.line());
            }
            if (!given.has("--topics-with-overrides")) {
                topic.partitions().stream()
                        .filter(partition -> passes(partition, topic.minInSync(), alive))
                        .forEach(partition -> terminal.out().println(partition.line(topic.name())));
            }
        }
    }

    /** Topics of which a filter lets nothing through are left out. */
    private void printJson(List<Metadata.Topic> chosen, Terminal terminal) {
        var alive = cluster.nodes().keySet();
        var all = new ArrayList<Object>();
        for (var topic : chosen.isEmpty() ? List.<DescribedTopic>of() : described(chosen)) {
            var partitions = topic.partitions().stream()
                    .filter(partition -> passes(partition, topic.minInSync(), alive))
                    .toList();
            var isShown = given.has("--topics-with-overrides")
                    ? !topic.overrides().isEmpty()
                    : describesTopics() || !partitions.isEmpty();
            if (isShown) {
                all.add(topic.values(partitions));
            }
        }
        terminal.out().println(Json.text(all));
    }

    private boolean describesTopics() {
        return !given.has("--unavailable-partitions")
                && !given.has("--under-replicated-partitions")
                && !given.has("--under-min-isr-partitions")
                && !given.has("--at-min-isr-partitions");
    }

    private boolean passes(DescribedTopic.Partition partition, int minInSync, Set<Integer> alive) {
        if (given.has("--unavailable-partitions")) {
            return !alive.contains(partition.leader());
        }
        if (given.has("--under-replicated-partitions")) {
            return partition.isUnderReplicated();
        }
        if (given.has("--under-min-isr-partitions")) {
            return partition.inSync().size() < minInSync;
        }
        return !given.has("--at-min-isr-partitions") || partition.inSync().size() == minInSync;
    }

    private Uuid givenId() {
        var text = given.required("--topic-id");
        try {
            return Uuid.parse(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Failure("'" + text + "' is not a topic id: 16 bytes in base64 are expected", notAnId);
        }
    }

    private List<Metadata.Topic> byId() {
        var id = givenId();
        var found = new TopicList(cluster, given)
                .chosen().stream().filter(topic -> topic.topicId().equals(id)).toList();
        if (found.isEmpty() && !given.has("--if-exists")) {
            throw new Failure("TopicId '" + id + "' does not exist as expected");
        }
        return found;
    }

    private List<Metadata.Topic> byName() {
        var found = new TopicList(cluster, given).chosen();
        if (found.isEmpty() && given.has("--topic") && !given.has("--if-exists")) {
            throw new Failure("Topic '" + given.required("--topic") + "' does not exist as expected");
        }
        return found;
    }

    private List<DescribedTopic> described(List<Metadata.Topic> chosen) {
        var names = chosen.stream().map(topic -> String.valueOf(topic.name())).toList();
        var configs = configs(names);
        var moves = reassignments();
        var partitions =
                cluster.supports(ApiKey.DESCRIBE_TOPIC_PARTITIONS) ? pages(names, moves) : fromMetadata(chosen, moves);
        return chosen.stream()
                .map(topic -> new DescribedTopic(
                        String.valueOf(topic.name()),
                        topic.topicId(),
                        partitions.getOrDefault(topic.name(), List.of()),
                        configs.getOrDefault(topic.name(), List.of())))
                .toList();
    }

    private Map<String, List<DescribeConfigs.Config>> configs(List<String> names) {
        var resources = names.stream()
                .map(name -> new DescribeConfigs.Resource(TOPIC_RESOURCE, name, null))
                .toList();
        var answer = cluster.ask(new DescribeConfigs.Request(resources, false, false));
        var configs = new HashMap<String, List<DescribeConfigs.Config>>();
        for (var result : answer.results()) {
            // A topic deleted meanwhile, or one whose settings are not ours to see: it is shown without settings.
            if (result.errorCode() == ErrorCode.NONE.code()) {
                configs.put(result.resourceName(), result.configs());
            }
        }
        return configs;
    }

    private Map<TopicPartition, ListPartitionReassignments.Partition> reassignments() {
        var moves = new HashMap<TopicPartition, ListPartitionReassignments.Partition>();
        if (cluster.supports(ApiKey.LIST_PARTITION_REASSIGNMENTS)) {
            var timeoutMs = Math.toIntExact(cluster.settings().requestTimeout().toMillis());
            var answer = cluster.ask(new ListPartitionReassignments.Request(timeoutMs, null));
            for (var topic : answer.topics()) {
                for (var partition : topic.partitions()) {
                    moves.put(new TopicPartition(topic.name(), partition.partitionIndex()), partition);
                }
            }
        }
        return moves;
    }

    private Map<String, List<DescribedTopic.Partition>> pages(
            List<String> names, Map<TopicPartition, ListPartitionReassignments.Partition> moves) {
        var limit = (int)
                given.number("--partition-size-limit-per-response", PARTITIONS_PER_RESPONSE, 1, Integer.MAX_VALUE);
        var requested = names.stream()
                .sorted()
                .map(DescribeTopicPartitions.RequestedTopic::new)
                .toList();
        var partitions = new LinkedHashMap<String, List<DescribedTopic.Partition>>();
        DescribeTopicPartitions.Cursor cursor = null;
        do {
            var from = cursor;
            var left = from == null
                    ? requested
                    : requested.stream()
                            .filter(topic -> topic.name().compareTo(from.topicName()) >= 0)
                            .toList();
            var answer = cluster.ask(new DescribeTopicPartitions.Request(left, limit, from));
            for (var topic : answer.topics()) {
                if (topic.errorCode() != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()) {
                    BrokerRefused.unlessNone(topic.errorCode(), null);
                }
                var name = String.valueOf(topic.name());
                var list = partitions.computeIfAbsent(name, unused -> new ArrayList<>());
                topic.partitions().forEach(partition -> list.add(partition(name, partition, moves)));
            }
            cursor = answer.nextCursor();
        } while (cursor != null);
        return partitions;
    }

    private static DescribedTopic.Partition partition(
            String topic,
            DescribeTopicPartitions.Partition partition,
            Map<TopicPartition, ListPartitionReassignments.Partition> moves) {
        var move = moves.get(new TopicPartition(topic, partition.partitionIndex()));
        return new DescribedTopic.Partition(
                partition.partitionIndex(),
                partition.leaderId(),
                partition.replicaNodes(),
                partition.isrNodes(),
                move == null ? List.of() : move.addingReplicas(),
                move == null ? List.of() : move.removingReplicas(),
                partition.eligibleLeaderReplicas(),
                partition.lastKnownElr());
    }

    private static Map<String, List<DescribedTopic.Partition>> fromMetadata(
            List<Metadata.Topic> topics, Map<TopicPartition, ListPartitionReassignments.Partition> moves) {
        var partitions = new HashMap<String, List<DescribedTopic.Partition>>();
        for (var topic : topics) {
            var name = String.valueOf(topic.name());
            var list = new ArrayList<DescribedTopic.Partition>();
            for (var partition : topic.partitions()) {
                var move = moves.get(new TopicPartition(name, partition.partitionIndex()));
                list.add(new DescribedTopic.Partition(
                        partition.partitionIndex(),
                        partition.leaderId(),
                        partition.replicaNodes(),
                        partition.isrNodes(),
                        move == null ? List.of() : move.addingReplicas(),
                        move == null ? List.of() : move.removingReplicas(),
                        null,
                        null));
            }
            list.sort((one, other) -> Integer.compare(one.index(), other.index()));
            partitions.put(name, list);
        }
        return partitions;
    }
}
