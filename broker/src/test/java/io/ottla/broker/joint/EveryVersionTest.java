package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.cluster.DescribeCluster;
import io.ottla.wire.message.config.AlterConfigs;
import io.ottla.wire.message.config.DescribeConfigs;
import io.ottla.wire.message.config.IncrementalAlterConfigs;
import io.ottla.wire.message.data.DeleteRecords;
import io.ottla.wire.message.data.DescribeLogDirs;
import io.ottla.wire.message.topic.CreatePartitions;
import io.ottla.wire.message.topic.CreateTopics;
import io.ottla.wire.message.topic.DeleteTopics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each administrative API in each version, back to the first that Kafka ever had: a whole life of a topic. */
class EveryVersionTest {
    private static final short NONE = ErrorCode.NONE.code();
    private static final byte TOPIC = 2;

    @RegisterExtension
    static final OneBroker broker = new OneBroker(Map.of());

    private static VersionedClient client;

    @BeforeAll
    static void start(VersionedClient ofItsOwn) {
        client = ofItsOwn;
    }

    @Test
    void topics_are_created_grown_and_deleted() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.CREATE_TOPICS)) {
            var created = create("create" + version, version);
            assertEquals(NONE, created.errorCode());
            assertEquals(version >= 7, !created.topicId().equals(Uuid.ZERO));
            assertEquals(version >= 5 ? 2 : -1, created.numPartitions());
        }
        for (int version : VersionedClient.versions(ApiKey.CREATE_PARTITIONS)) {
            create("grow" + version, 7);
            var topic = new CreatePartitions.Topic("grow" + version, 3, null);
            var grown = client.ask(new CreatePartitions.Request(List.of(topic), 1000, false), version);
            assertEquals(NONE, grown.results().get(0).errorCode());
        }
        for (int version : VersionedClient.versions(ApiKey.DELETE_TOPICS)) {
            create("delete" + version, 7);
            var name = "delete" + version;
            var deleted = client.ask(
                    version >= 6
                            ? new DeleteTopics.Request(
                                    List.of(new DeleteTopics.Topic(name, Uuid.ZERO)), List.of(), 1000)
                            : new DeleteTopics.Request(List.of(), List.of(name), 1000),
                    version);
            assertEquals(NONE, deleted.responses().get(0).errorCode());
        }
    }

    @Test
    void what_was_not_created_is_refused_with_a_message_where_there_is_room_for_one() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.CREATE_TOPICS)) {
            var refused = create("a b", version);
            assertEquals(ErrorCode.INVALID_TOPIC_EXCEPTION.code(), refused.errorCode());
            assertEquals(version >= 1, !"".equals(refused.errorMessage()));
        }
    }

    @Test
    void configurations_are_changed_and_told() throws IOException {
        create("configured", 7);
        for (int version : VersionedClient.versions(ApiKey.ALTER_CONFIGS)) {
            var config = new AlterConfigs.Config("retention.ms", "100" + version);
            var resource = new AlterConfigs.Resource(TOPIC, "configured", List.of(config));
            var altered = client.ask(new AlterConfigs.Request(List.of(resource), false), version);
            assertEquals(NONE, altered.responses().get(0).errorCode());
        }
        for (int version : VersionedClient.versions(ApiKey.INCREMENTAL_ALTER_CONFIGS)) {
            var config = new IncrementalAlterConfigs.Config("flush.ms", (byte) 0, "20" + version);
            var resource = new IncrementalAlterConfigs.Resource(TOPIC, "configured", List.of(config));
            var altered = client.ask(new IncrementalAlterConfigs.Request(List.of(resource), false), version);
            assertEquals(NONE, altered.responses().get(0).errorCode());
        }
        for (int version : VersionedClient.versions(ApiKey.DESCRIBE_CONFIGS)) {
            var retention = described(version, "retention.ms");
            assertEquals("1002", retention.value());
            assertFalse(retention.isDefault());
            assertEquals(version >= 1 ? 1 : -1, retention.configSource());
            assertEquals(version >= 3 ? 5 : 0, retention.configType());
            assertEquals("201", described(version, "flush.ms").value());
            assertEquals(version == 0, described(version, "segment.bytes").isDefault());
        }
    }

    @Test
    void the_cluster_and_its_directories_are_told() throws IOException {
        create("placed", 7);
        for (int version : VersionedClient.versions(ApiKey.DESCRIBE_CLUSTER)) {
            var cluster = client.ask(new DescribeCluster.Request(false, (byte) 1, false), version);
            assertEquals(NONE, cluster.errorCode());
            assertEquals(1, cluster.brokers().get(0).brokerId());
        }
        for (int version : VersionedClient.versions(ApiKey.DESCRIBE_LOG_DIRS)) {
            var dirs = client.ask(new DescribeLogDirs.Request(null), version);
            assertEquals(NONE, dirs.errorCode());
            assertEquals(broker.directory().toString(), dirs.results().get(0).logDir());
            assertEquals(version >= 4, dirs.results().get(0).totalBytes() > 0);
        }
    }

    @Test
    void records_are_deleted() throws IOException {
        create("emptied", 7);
        for (int version : VersionedClient.versions(ApiKey.DELETE_RECORDS)) {
            var topic = new DeleteRecords.Topic("emptied", List.of(new DeleteRecords.Partition(0, -1)));
            var deleted = client.ask(new DeleteRecords.Request(List.of(topic), 1000), version);
            var partition = deleted.topics().get(0).partitions().get(0);
            assertEquals(NONE, partition.errorCode());
            assertEquals(0, partition.lowWatermark());
        }
    }

    private static CreateTopics.TopicResult create(String name, int version) throws IOException {
        var topic = new CreateTopics.Topic(name, 2, (short) 1, List.of(), List.of());
        return client.ask(new CreateTopics.Request(List.of(topic), 1000, false), version)
                .topics()
                .get(0);
    }

    private static DescribeConfigs.Config described(int version, String key) throws IOException {
        var resource = new DescribeConfigs.Resource(TOPIC, "configured", List.of(key));
        var result = client.ask(new DescribeConfigs.Request(List.of(resource), false, false), version)
                .results()
                .get(0);
        assertEquals(NONE, result.errorCode());
        return result.configs().get(0);
    }
}
