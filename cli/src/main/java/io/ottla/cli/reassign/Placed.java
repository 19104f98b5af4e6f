package io.ottla.cli.reassign;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.AlterReplicaLogDirs;
import io.ottla.wire.message.data.DescribeLogDirs;
import io.ottla.wire.message.topic.AlterPartitionReassignments;
import io.ottla.wire.message.topic.ListPartitionReassignments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where the partitions of a cluster are, and the requests that move them. */
@OwnedBy(CREATOR)
final class Placed {
    private final Cluster cluster;

    Placed(Cluster cluster) {
        this.cluster = cluster;
    }

    private int timeoutMs() {
        return Math.toIntExact(cluster.settings().requestTimeout().toMillis());
    }

    /** What moves at the moment, in the whole cluster. */
    SortedMap<TopicPartition, ListPartitionReassignments.Partition> moving() {
        var answer = cluster.ask(new ListPartitionReassignments.Request(timeoutMs(), null));
        BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
        var moving = new TreeMap<TopicPartition, ListPartitionReassignments.Partition>(Replica.PARTITIONS);
        for (var topic : answer.topics()) {
            topic.partitions()
                    .forEach(each -> moving.put(new TopicPartition(topic.name(), each.partitionIndex()), each));
        }
        return moving;
    }

    /** The replicas of all partitions of these topics; a topic that is not there has none. */
    SortedMap<TopicPartition, List<Integer>> replicas(Collection<String> topics) {
        var replicas = new TreeMap<TopicPartition, List<Integer>>(Replica.PARTITIONS);
        if (topics.isEmpty()) {
            return replicas;
        }
        for (var topic : cluster.metadata(List.copyOf(new TreeSet<>(topics))).topics()) {
            var error = ErrorCode.of(topic.errorCode());
            if (error != ErrorCode.NONE && error != ErrorCode.UNKNOWN_TOPIC_OR_PARTITION) {
                throw new BrokerRefused(error, "Topic " + topic.name() + ": " + error.message());
            }
            topic.partitions()
                    .forEach(each -> replicas.put(
                            new TopicPartition(String.valueOf(topic.name()), each.partitionIndex()),
                            each.replicaNodes()));
        }
        return replicas;
    }

    /** As {@link #replicas}; every topic must be there. */
    SortedMap<TopicPartition, List<Integer>> replicasOfAll(Collection<String> topics) {
        var replicas = replicas(topics);
        for (var topic : topics) {
            if (replicas.keySet().stream()
                    .noneMatch(partition -> partition.topic().equals(topic))) {
                throw new Failure("Topic " + topic + " not found.");
            }
        }
        return replicas;
    }

    /** The brokers that are there, with their racks. */
    SortedMap<Integer, Optional<String>> brokers() {
        var brokers = new TreeMap<Integer, Optional<String>>();
        cluster.metadata(List.of())
                .brokers()
                .forEach(broker -> brokers.put(broker.nodeId(), Optional.ofNullable(broker.rack())));
        return brokers;
    }

    /**
     * Begins moves, or calls them off where there are no targets.
     *
     * @return why it could not be done, for those for which it could not
     */
    SortedMap<TopicPartition, String> alter(SortedMap<TopicPartition, Optional<List<Integer>>> targets) {
        var byTopic = new TreeMap<String, List<AlterPartitionReassignments.Partition>>();
        targets.forEach((partition, replicas) -> byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                .add(new AlterPartitionReassignments.Partition(partition.partition(), orNull(replicas))));
        var topics = byTopic.entrySet().stream()
                .map(topic -> new AlterPartitionReassignments.Topic(topic.getKey(), topic.getValue()))
                .toList();
        var answer = cluster.tellController(
                new AlterPartitionReassignments.Request(timeoutMs(), true, topics),
                response -> Optional.of(ErrorCode.of(response.errorCode())));
        BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
        var errors = new TreeMap<TopicPartition, String>(Replica.PARTITIONS);
        for (var topic : answer.responses()) {
            for (var result : topic.partitions()) {
                var error = ErrorCode.of(result.errorCode());
                if (error != ErrorCode.NONE) {
                    errors.put(
                            new TopicPartition(topic.name(), result.partitionIndex()),
                            new BrokerRefused(error, result.errorMessage()).line());
                }
            }
        }
        return errors;
    }

    private static @Nullable List<Integer> orNull(Optional<List<Integer>> replicas) {
        return replicas.orElse(null);
    }

    /** In which directory each replica is; those that are in none that can be seen are left out. */
    Map<Replica, String> directories(SortedMap<TopicPartition, List<Integer>> assignment) {
        var replicas = new ArrayList<Replica>();
        assignment.forEach((partition, brokers) -> brokers.forEach(id -> replicas.add(new Replica(partition, id))));
        var current = new HashMap<Replica, String>();
        lookIntoDirectories(replicas, current, new HashMap<>());
        return current;
    }

    /** Asks every broker that has one of the replicas and is there. */
    private void lookIntoDirectories(
            Collection<Replica> replicas, Map<Replica, String> current, Map<Replica, String> future) {
        if (replicas.isEmpty()) {
            return;
        }
        var there = brokers().keySet();
        for (var broker : new TreeSet<>(replicas.stream().map(Replica::broker).toList())) {
            if (there.contains(broker)) {
                for (var directory :
                        cluster.ask(broker, new DescribeLogDirs.Request(null)).results()) {
                    for (var topic : directory.topics()) {
                        for (var each : topic.partitions()) {
                            var partition = new TopicPartition(topic.name(), each.partitionIndex());
                            (each.isFutureKey() ? future : current)
                                    .put(new Replica(partition, broker), directory.logDir());
                        }
                    }
                }
            }
        }
    }

    /** How far the moves between directories are. */
    List<DirectoryMove> directoryMoves(SortedMap<Replica, String> targets) {
        var current = new HashMap<Replica, String>();
        var future = new HashMap<Replica, String>();
        lookIntoDirectories(targets.keySet(), current, future);
        return targets.entrySet().stream()
                .map(each -> new DirectoryMove(
                        each.getKey(),
                        each.getValue(),
                        Optional.ofNullable(current.get(each.getKey())),
                        Optional.ofNullable(future.get(each.getKey()))))
                .toList();
    }

    /**
     * Begins moves between the directories of brokers.
     *
     * @return those that have begun; the others are not on their broker yet
     */
    List<Replica> alterDirectories(SortedMap<Replica, String> targets) {
        var byBroker = new TreeMap<Integer, List<AlterReplicaLogDirs.Directory>>();
        targets.forEach((replica, path) -> byBroker.computeIfAbsent(replica.broker(), unused -> new ArrayList<>())
                .add(new AlterReplicaLogDirs.Directory(
                        path,
                        List.of(new AlterReplicaLogDirs.Topic(
                                replica.partition().topic(),
                                List.of(replica.partition().partition()))))));
        var begun = new ArrayList<Replica>();
        byBroker.forEach((broker, directories) -> {
            for (var topic : cluster.tell(broker, new AlterReplicaLogDirs.Request(merged(directories)))
                    .results()) {
                for (var result : topic.partitions()) {
                    var replica = new Replica(new TopicPartition(topic.topicName(), result.partitionIndex()), broker);
                    var error = ErrorCode.of(result.errorCode());
                    if (error == ErrorCode.NONE) {
                        begun.add(replica);
                    } else if (error != ErrorCode.REPLICA_NOT_AVAILABLE) {
                        throw new Failure("Failed to alter dir for " + replica + ": " + error.message());
                    }
                }
            }
        });
        begun.sort(null);
        return begun;
    }

    /** Each path once, with all that is to be in it; each topic once in it. */
    private static List<AlterReplicaLogDirs.Directory> merged(List<AlterReplicaLogDirs.Directory> directories) {
        var byPath = new TreeMap<String, Map<String, List<Integer>>>();
        for (var directory : directories) {
            var topics = byPath.computeIfAbsent(directory.path(), unused -> new TreeMap<>());
            directory
                    .topics()
                    .forEach(topic -> topics.computeIfAbsent(topic.name(), unused -> new ArrayList<>())
                            .addAll(topic.partitions()));
        }
        return byPath.entrySet().stream()
                .map(path -> new AlterReplicaLogDirs.Directory(
                        path.getKey(),
                        path.getValue().entrySet().stream()
                                .map(topic -> new AlterReplicaLogDirs.Topic(topic.getKey(), topic.getValue()))
                                .toList()))
                .toList();
    }
}
