package io.ottla.compat.admin;

import static io.ottla.compat.admin.TopicCases.createTopics;
import static io.ottla.compat.admin.TopicCases.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopic;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopicCollection;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeLogDirsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.ProduceRequest;
import org.jspecify.annotations.Nullable;

/** The cluster, its directories, and records deleted from the front. */
final class BrokerCases {
    private BrokerCases() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        implied(cases);
        cluster(cases);
        directories(cases);
        deleteRecords(cases);
        return cases;
    }

    /** Topics that are made because somebody asks for them. */
    private static void implied(List<Case> cases) {
        for (var name : List.of("asked-for", "__consumer_offsets", "__share_group_state")) {
            cases.add(new Case("implied " + name, w -> {
                w.imply(name);
                return List.of(
                        w.ask(ConfigCases.describe(
                                (short) 4,
                                true,
                                ConfigCases.resource(
                                        ConfigCases.TOPIC,
                                        name,
                                        List.of(
                                                "cleanup.policy",
                                                "compression.type",
                                                "min.insync.replicas",
                                                "retention.ms",
                                                "segment.bytes",
                                                "unclean.leader.election.enable")))),
                        w.ask(new DescribeTopicPartitionsRequest.Builder(new DescribeTopicPartitionsRequestData()
                                        .setTopics(List.of(new TopicRequest().setName(name))))
                                .build((short) 0)));
            }));
        }
    }

    private static void cluster(List<Case> cases) {
        for (short version = 0; version <= 2; version++) {
            short v = version;
            cases.add(new Case(
                    "cluster v" + v,
                    w -> w.ask(new DescribeClusterRequest.Builder(new DescribeClusterRequestData()).build(v))));
            cases.add(new Case(
                    "cluster with operations v" + v,
                    w -> w.ask(new DescribeClusterRequest.Builder(
                                    new DescribeClusterRequestData().setIncludeClusterAuthorizedOperations(true))
                            .build(v))));
        }
        cases.add(new Case(
                "cluster of controllers",
                w -> w.ask(
                        new DescribeClusterRequest.Builder(new DescribeClusterRequestData().setEndpointType((byte) 2))
                                .build((short) 1))));
        cases.add(new Case(
                "cluster of an unknown kind",
                w -> w.ask(
                        new DescribeClusterRequest.Builder(new DescribeClusterRequestData().setEndpointType((byte) 7))
                                .build((short) 2))));
        cases.add(new Case(
                "cluster with the fenced",
                w -> w.ask(new DescribeClusterRequest.Builder(
                                new DescribeClusterRequestData().setIncludeFencedBrokers(true))
                        .build((short) 2))));
    }

    private static void directories(List<Case> cases) {
        for (short version = 1; version <= 4; version++) {
            short v = version;
            cases.add(new Case("directories of a topic v" + v, w -> {
                w.change(createTopics(topic("dirs" + v, 1, 1)));
                w.insist(produce("dirs" + v, "a", "b"));
                return w.ask(directories(v, "dirs" + v, List.of(0)));
            }));
        }
        cases.add(
                new Case("directories of an unknown topic", w -> w.ask(directories((short) 4, "nowhere", List.of(0)))));
        cases.add(new Case("directories of an unknown partition", w -> {
            w.change(createTopics(topic("dirs-few", 1, 1)));
            w.insist(produce("dirs-few", "a"));
            return w.ask(directories((short) 4, "dirs-few", List.of(0, 1)));
        }));
        cases.add(new Case("directories of no topics", w -> w.ask(directories((short) 4, null, List.of()))));
    }

    private static void deleteRecords(List<Case> cases) {
        cases.add(new Case(
                "delete records of an internal topic",
                w -> w.ask(deleteRecords((short) 2, "__consumer_offsets", 0, 0))));
        for (short version = 0; version <= 2; version++) {
            short v = version;
            cases.add(new Case("delete records v" + v, w -> {
                var name = "records" + v;
                w.change(createTopics(topic(name, 1, 1)));
                w.insist(produce(name, "a", "b", "c"));
                return w.ask(deleteRecords(v, name, 0, 2));
            }));
        }
        deleteRecords(cases, "to the high watermark", -1);
        deleteRecords(cases, "to the end", 3);
        deleteRecords(cases, "beyond the end", 4);
        deleteRecords(cases, "nothing", 0);
        deleteRecords(cases, "below zero", -2);
        cases.add(new Case("delete records again", w -> {
            w.change(createTopics(topic("records-again", 1, 1)));
            w.insist(produce("records-again", "a", "b", "c"));
            return List.of(
                    w.ask(deleteRecords((short) 2, "records-again", 0, 2)),
                    w.ask(deleteRecords((short) 2, "records-again", 0, 1)),
                    w.ask(deleteRecords((short) 2, "records-again", 0, -1)));
        }));
        cases.add(
                new Case("delete records of an unknown topic", w -> w.ask(deleteRecords((short) 2, "nowhere", 0, 0))));
        cases.add(new Case("delete records of an unknown partition", w -> {
            w.change(createTopics(topic("records-few", 1, 1)));
            return w.ask(deleteRecords((short) 2, "records-few", 5, 0));
        }));
        cases.add(new Case("delete records of a compacted topic", w -> {
            w.change(createTopics(TopicCases.configured("records-compacted", "cleanup.policy", "compact")));
            return w.ask(deleteRecords((short) 2, "records-compacted", 0, 0));
        }));
        cases.add(new Case(
                "delete no records",
                w -> w.ask(new DeleteRecordsRequest.Builder(new DeleteRecordsRequestData().setTimeoutMs(1000))
                        .build((short) 2))));
    }

    private static void deleteRecords(List<Case> cases, String what, long offset) {
        var name = "records-" + what.replace(' ', '-');
        cases.add(new Case("delete records " + what, w -> {
            w.change(createTopics(topic(name, 1, 1)));
            w.insist(produce(name, "a", "b", "c"));
            return w.ask(deleteRecords((short) 2, name, 0, offset));
        }));
    }

    static ProduceRequest produce(String topic, String... values) {
        long now = System.currentTimeMillis();
        var records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(now, values[i].getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var topics = new TopicProduceDataCollection();
        topics.add(new TopicProduceData()
                .setName(topic)
                .setPartitionData(List.of(new PartitionProduceData()
                        .setIndex(0)
                        .setRecords(MemoryRecords.withRecords(Compression.NONE, records)))));
        return new ProduceRequest(
                new ProduceRequestData()
                        .setAcks((short) -1)
                        .setTimeoutMs(10_000)
                        .setTopicData(topics),
                (short) 9);
    }

    private static AbstractRequest directories(short version, @Nullable String topic, List<Integer> partitions) {
        var topics = new DescribableLogDirTopicCollection();
        if (topic != null) {
            topics.add(new DescribableLogDirTopic().setTopic(topic).setPartitions(partitions));
        }
        return new DescribeLogDirsRequest.Builder(new DescribeLogDirsRequestData().setTopics(topics)).build(version);
    }

    private static AbstractRequest deleteRecords(short version, String topic, int partition, long offset) {
        return new DeleteRecordsRequest.Builder(new DeleteRecordsRequestData()
                        .setTimeoutMs(10_000)
                        .setTopics(List.of(new DeleteRecordsTopic()
                                .setName(topic)
                                .setPartitions(List.of(new DeleteRecordsPartition()
                                        .setPartitionIndex(partition)
                                        .setOffset(offset))))))
                .build(version);
    }
}
