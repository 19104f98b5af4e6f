package io.ottla.compat.admin;

import static io.ottla.compat.admin.TopicCases.createTopics;
import static io.ottla.compat.admin.TopicCases.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDir;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDirCollection;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDirTopic;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDirTopicCollection;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequestCollection;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.TopicData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitions;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitionsCollection;
import org.apache.kafka.common.message.GetTelemetrySubscriptionsRequestData;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData.ListPartitionReassignmentsTopics;
import org.apache.kafka.common.message.PushTelemetryRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData.FeatureUpdateKey;
import org.apache.kafka.common.message.UpdateFeaturesRequestData.FeatureUpdateKeyCollection;
import org.apache.kafka.common.requests.AbstractRequest;
import org.jspecify.annotations.Nullable;

/** Leaders, features, the quorum, producers, and what clients are asked to tell of themselves. */
final class ClusterCases {
    private static final int UP = 1;
    private static final int SAFELY_DOWN = 2;
    private static final int DOWN = 3;

    private ClusterCases() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        elections(cases);
        features(cases);
        quorum(cases);
        producers(cases);
        resources(cases);
        telemetry(cases);
        moves(cases);
        reassignments(cases);
        return cases;
    }

    private static void elections(List<Case> cases) {
        for (int version = 0; version <= 2; version++) {
            int v = version;
            cases.add(new Case("elect v" + v, w -> {
                w.change(createTopics(topic("elect" + v, 2, 1)));
                w.settle();
                return List.of(w.ask(elect(v, 0, "elect" + v, 0, 1)), w.ask(elect(v, 0, null)));
            }));
        }
        cases.add(new Case("elect uncleanly", w -> List.of(w.ask(elect(2, 1, "elect2", 0)), w.ask(elect(2, 1, null)))));
        cases.add(new Case("elect in an unknown way", w -> w.ask(elect(2, 7, "elect2", 0))));
        cases.add(new Case("elect an unknown topic", w -> w.ask(elect(2, 0, "nowhere", 0))));
        cases.add(new Case("elect an unknown partition", w -> w.ask(elect(2, 1, "elect2", 5, -1))));
    }

    private static AbstractRequest elect(int version, int kind, @Nullable String topic, Integer... partitions) {
        TopicPartitionsCollection topics = null;
        if (topic != null) {
            topics = new TopicPartitionsCollection();
            topics.add(new TopicPartitions().setTopic(topic).setPartitions(List.of(partitions)));
        }
        var data = new ElectLeadersRequestData().setTopicPartitions(topics).setTimeoutMs(10_000);
        return Raw.of(version == 0 ? data : data.setElectionType((byte) kind), version);
    }

    private static void features(List<Case> cases) {
        for (int version = 0; version <= 2; version++) {
            int v = version;
            cases.add(new Case(
                    "feature as it is v" + v, w -> w.ask(update(v, false, feature(v, "transaction.version", 2, UP)))));
            cases.add(new Case(
                    "feature down unasked v" + v,
                    w -> w.ask(update(v, false, feature(v, "transaction.version", 1, UP)))));
            cases.add(new Case(
                    "unknown feature v" + v, w -> w.ask(update(v, false, feature(v, "some.version", 1, UP)))));
        }
        feature(cases, "down", feature(1, "transaction.version", 1, SAFELY_DOWN));
        feature(cases, "down whatever is lost", feature(1, "transaction.version", 0, DOWN));
        feature(cases, "too far up", feature(1, "transaction.version", 9, UP));
        feature(cases, "below zero", feature(1, "transaction.version", -1, DOWN));
        feature(cases, "up, said to be down", feature(1, "transaction.version", 2, SAFELY_DOWN));
        feature(cases, "in an unknown direction", feature(1, "transaction.version", 2, 9));
        feature(cases, "in no direction", feature(1, "transaction.version", 2, 0));
        feature(cases, "metadata down", feature(1, "metadata.version", 25, SAFELY_DOWN));
        feature(cases, "metadata down whatever is lost", feature(1, "metadata.version", 25, DOWN));
        feature(cases, "metadata to nothing", feature(1, "metadata.version", 0, DOWN));
        feature(cases, "metadata far up", feature(1, "metadata.version", 99, UP));
        feature(cases, "metadata as it is", feature(1, "metadata.version", 30, UP));
        feature(cases, "unknown to nothing", feature(1, "some.version", 0, DOWN));
        feature(cases, "eligible leaders down", feature(1, "eligible.leader.replicas.version", 0, SAFELY_DOWN));
        feature(
                cases,
                "one good and one bad",
                feature(1, "transaction.version", 1, SAFELY_DOWN),
                feature(1, "some.version", 1, UP));
        feature(cases, "none");
    }

    private static void feature(List<Case> cases, String name, FeatureUpdateKey... updates) {
        cases.add(new Case(
                "feature: " + name, w -> List.of(w.ask(update(1, true, updates)), w.ask(update(2, true, updates)))));
    }

    private static FeatureUpdateKey feature(int version, String name, int level, int direction) {
        var update = new FeatureUpdateKey().setFeature(name).setMaxVersionLevel((short) level);
        return version == 0 ? update.setAllowDowngrade(direction != UP) : update.setUpgradeType((byte) direction);
    }

    private static AbstractRequest update(int version, boolean dry, FeatureUpdateKey... updates) {
        var all = new FeatureUpdateKeyCollection();
        for (var update : updates) {
            all.add(update.duplicate());
        }
        var data = new UpdateFeaturesRequestData().setFeatureUpdates(all);
        return Raw.of(version == 0 ? data : data.setValidateOnly(dry), version);
    }

    private static void quorum(List<Case> cases) {
        for (int version = 0; version <= 2; version++) {
            int v = version;
            cases.add(new Case("quorum v" + v, w -> w.ask(quorum(v, "__cluster_metadata", 0))));
        }
        cases.add(new Case("quorum of a topic", w -> w.ask(quorum(2, "elect2", 0))));
        cases.add(new Case("quorum of another partition", w -> w.ask(quorum(2, "__cluster_metadata", 1))));
        cases.add(new Case("quorum of two partitions", w -> w.ask(quorum(2, "__cluster_metadata", 0, 1))));
        cases.add(new Case("quorum of nothing", w -> w.ask(Raw.of(new DescribeQuorumRequestData(), 2))));
    }

    private static AbstractRequest quorum(int version, String topic, int... partitions) {
        var indexes = new ArrayList<PartitionData>();
        for (int partition : partitions) {
            indexes.add(new PartitionData().setPartitionIndex(partition));
        }
        return Raw.of(
                new DescribeQuorumRequestData()
                        .setTopics(List.of(new TopicData().setTopicName(topic).setPartitions(indexes))),
                version);
    }

    private static void producers(List<Case> cases) {
        cases.add(new Case("producers of a fresh topic", w -> {
            w.change(createTopics(topic("producers", 1, 1)));
            w.insist(BrokerCases.produce("producers", "a"));
            return w.ask(producers("producers", 0));
        }));
        cases.add(new Case("producers of an unknown topic", w -> w.ask(producers("nowhere", 0))));
        cases.add(new Case("producers of an unknown partition", w -> w.ask(producers("producers", 0, 5, -1))));
        cases.add(new Case("producers of what no topic can be called", w -> w.ask(producers("a b", 0))));
        cases.add(new Case("producers of nothing", w -> w.ask(Raw.of(new DescribeProducersRequestData(), 0))));
    }

    private static AbstractRequest producers(String topic, Integer... partitions) {
        var topics = new TopicRequestCollection();
        topics.add(new TopicRequest().setName(topic).setPartitionIndexes(List.of(partitions)));
        return Raw.of(new DescribeProducersRequestData().setTopics(topics), 0);
    }

    private static void resources(List<Case> cases) {
        cases.add(new Case("subscriptions", w -> w.ask(Raw.of(new ListConfigResourcesRequestData(), 0))));
        for (int type : List.of(2, 4, 8, 16, 32, 1, 0, 99)) {
            cases.add(new Case("resources of type " + type, w -> w.ask(resources(type))));
        }
        cases.add(new Case("resources of some types", w -> w.ask(resources(4, 16, 32))));
        cases.add(new Case("resources of a type twice", w -> w.ask(resources(4, 4))));
        cases.add(new Case("resources of all types", w -> w.ask(resources())));
    }

    private static AbstractRequest resources(int... types) {
        var codes = new ArrayList<Byte>();
        for (int type : types) {
            codes.add((byte) type);
        }
        return Raw.of(new ListConfigResourcesRequestData().setResourceTypes(codes), 1);
    }

    private static void telemetry(List<Case> cases) {
        var me = new Uuid(11, 22);
        cases.add(new Case(
                "telemetry of a new client", w -> w.ask(Raw.of(new GetTelemetrySubscriptionsRequestData(), 0))));
        cases.add(new Case(
                "telemetry of a client",
                w -> w.ask(Raw.of(new GetTelemetrySubscriptionsRequestData().setClientInstanceId(me), 0))));
        cases.add(new Case("telemetry of nobody", w -> w.ask(Raw.of(new PushTelemetryRequestData(), 0))));
        cases.add(new Case(
                "telemetry of another subscription",
                w -> w.ask(Raw.of(new PushTelemetryRequestData().setClientInstanceId(new Uuid(33, 44)), 0))));
    }

    private static void moves(List<Case> cases) {
        for (int version = 1; version <= 2; version++) {
            int v = version;
            cases.add(new Case("move to where it is v" + v, w -> {
                w.change(createTopics(topic("moved" + v, 1, 1)));
                w.insist(BrokerCases.produce("moved" + v, "a"));
                return w.ask(move(v, directory(w), "moved" + v, 0));
            }));
        }
        cases.add(new Case("move to no directory of this broker", w -> w.ask(move(2, "/nowhere", "moved1", 0))));
        cases.add(new Case("move to a relative path", w -> w.ask(move(2, "data", "moved1", 0))));
        cases.add(new Case("move to an empty path", w -> w.ask(move(2, "", "moved1", 0))));
        cases.add(new Case("move an unknown topic", w -> w.ask(move(2, directory(w), "nowhere", 0))));
        cases.add(new Case("move an unknown topic to nowhere", w -> w.ask(move(2, "/nowhere", "nowhere", 0))));
        cases.add(new Case("move an unknown partition", w -> w.ask(move(2, directory(w), "moved1", 0, 5))));
        cases.add(new Case("move nothing", w -> w.ask(Raw.of(new AlterReplicaLogDirsRequestData(), 2))));
    }

    private static String directory(Wire wire) {
        var told = (DescribeLogDirsResponseData) wire.ask(Raw.of(new DescribeLogDirsRequestData(), 4));
        return told.results().get(0).logDir();
    }

    private static AbstractRequest move(int version, String directory, String topic, Integer... partitions) {
        var topics = new AlterReplicaLogDirTopicCollection();
        topics.add(new AlterReplicaLogDirTopic().setName(topic).setPartitions(List.of(partitions)));
        var dirs = new AlterReplicaLogDirCollection();
        dirs.add(new AlterReplicaLogDir().setPath(directory).setTopics(topics));
        return Raw.of(new AlterReplicaLogDirsRequestData().setDirs(dirs), version);
    }

    private static void reassignments(List<Case> cases) {
        for (int version = 0; version <= 1; version++) {
            int v = version;
            cases.add(new Case("reassign to where it is v" + v, w -> w.ask(reassign(v, "moved1", 0, List.of(1)))));
        }
        reassign(cases, "to an unknown broker", "moved1", 0, List.of(7));
        reassign(cases, "to a broker twice", "moved1", 0, List.of(1, 1));
        reassign(cases, "to nobody", "moved1", 0, List.of());
        reassign(cases, "to a broker that cannot be", "moved1", 0, List.of(-1));
        reassign(cases, "no more", "moved1", 0, null);
        reassign(cases, "an unknown partition", "moved1", 9, List.of(1));
        reassign(cases, "an unknown topic", "nowhere", 0, List.of(1));
        reassign(cases, "an unknown topic no more", "nowhere", 0, null);
        cases.add(new Case("reassign nothing", w -> w.ask(Raw.of(new AlterPartitionReassignmentsRequestData(), 0))));
        cases.add(new Case("reassignments", w -> w.ask(Raw.of(new ListPartitionReassignmentsRequestData(), 0))));
        cases.add(new Case(
                "reassignments of a topic",
                w -> w.ask(Raw.of(
                        new ListPartitionReassignmentsRequestData()
                                .setTopics(List.of(
                                        new ListPartitionReassignmentsTopics()
                                                .setName("moved1")
                                                .setPartitionIndexes(List.of(0, 4)),
                                        new ListPartitionReassignmentsTopics()
                                                .setName("nowhere")
                                                .setPartitionIndexes(List.of(0)))),
                        0))));
    }

    private static void reassign(
            List<Case> cases, String what, String topic, int partition, @Nullable List<Integer> replicas) {
        cases.add(new Case("reassign " + what, w -> w.ask(reassign(0, topic, partition, replicas))));
    }

    private static AbstractRequest reassign(
            int version, String topic, int partition, @Nullable List<Integer> replicas) {
        var one = new ReassignablePartition().setPartitionIndex(partition).setReplicas(replicas);
        var topics = List.of(new ReassignableTopic().setName(topic).setPartitions(List.of(one)));
        return Raw.of(new AlterPartitionReassignmentsRequestData().setTopics(topics), version);
    }
}
