package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicDeletionDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Admin of kafka-clients 4.4.0 against a broker in this process: what is asked for comes to be, at once and for good. */
class AdminTest {
    private static final ConfigResource BROKER = new ConfigResource(ConfigResource.Type.BROKER, "1");
    private static final ConfigResource ALL_BROKERS = new ConfigResource(ConfigResource.Type.BROKER, "");

    @TempDir
    private Path directory;

    @Test
    void topics_live_through_a_restart_with_their_ids_partitions_and_settings() throws Exception {
        TopicDescription before;
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            create(admin, new NewTopic("kept", 3, (short) 1).configs(Map.of("retention.ms", "7777")));
            get(admin.createPartitions(Map.of("kept", NewPartitions.increaseTo(5)))
                    .all());
            get(admin.incrementalAlterConfigs(Map.of(topic("kept"), ops(OpType.SET, "flush.ms", "55")))
                    .all());
            get(admin.incrementalAlterConfigs(Map.of(ALL_BROKERS, ops(OpType.SET, "log.cleaner.threads", "2")))
                    .all());
            before = describe(admin, "kept");
        }
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            assertEquals(before.topicId(), describe(admin, "kept").topicId());
            assertEquals(5, describe(admin, "kept").partitions().size());
            assertEquals(5, before.partitions().size());
            assertEquals("7777", shown(admin, topic("kept"), "retention.ms").value());
            assertEquals("55", shown(admin, topic("kept"), "flush.ms").value());
            assertEquals(
                    ConfigEntry.ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG,
                    shown(admin, BROKER, "log.cleaner.threads").source());
        }
    }

    @Test
    void a_deleted_topic_leaves_its_name_and_its_place_on_disk() throws Exception {
        var settings = Map.of("log.segment.delete.delay.ms", "0");
        try (var broker = TestBroker.start(directory, settings);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            var old = create(admin, new NewTopic("reborn", 1, (short) 1));
            send(producer, "reborn", 100);
            get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(old))).all());
            assertTrue(get(admin.listTopics().names()).isEmpty());
            var young = create(admin, new NewTopic("reborn", 2, (short) 1));
            assertTrue(!young.equals(old), "the id is a new one");
            assertEquals(0, end(admin, new TopicPartition("reborn", 0)));
            send(producer, "reborn", 100);
            assertEquals(Set.of("reborn-0", "reborn-1"), await(Set.of("reborn-0", "reborn-1"), this::partitionFolders));
        }
    }

    @Test
    void settings_of_a_topic_hold_from_the_next_request_on() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            create(admin, new NewTopic("bounded", 1, (short) 1));
            send(producer, "bounded", 10_000);
            set(admin, topic("bounded"), "max.message.bytes", "5000");
            assertThrows(RecordTooLargeException.class, () -> send(producer, "bounded", 10_000));
            get(admin.incrementalAlterConfigs(Map.of(topic("bounded"), ops(OpType.DELETE, "max.message.bytes", "")))
                    .all());
            send(producer, "bounded", 10_000);
        }
    }

    @Test
    void settings_of_the_broker_reach_topics_that_set_nothing() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            create(admin, new NewTopic("plain", 1, (short) 1));
            create(admin, new NewTopic("own", 1, (short) 1).configs(Map.of("max.message.bytes", "20000")));
            send(producer, "plain", 10_000);
            set(admin, ALL_BROKERS, "message.max.bytes", "5000");
            assertThrows(RecordTooLargeException.class, () -> send(producer, "plain", 10_000));
            send(producer, "own", 10_000);
            set(admin, BROKER, "message.max.bytes", "15000");
            send(producer, "plain", 10_000);
            assertEquals(
                    "15000", shown(admin, topic("plain"), "max.message.bytes").value());
        }
    }

    @Test
    void partitions_are_spread_over_the_directories_and_measured_there() throws Exception {
        var dirs = List.of(directory.resolve("a"), directory.resolve("b"));
        var settings = Map.of("log.dirs", dirs.get(0) + "," + dirs.get(1));
        try (var broker = TestBroker.start(directory, settings);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            create(admin, new NewTopic("spread", 4, (short) 1));
            for (int partition = 0; partition < 4; partition++) {
                get(producer.send(new ProducerRecord<>("spread", partition, null, new byte[1000])));
            }
            var described = get(admin.describeLogDirs(List.of(1))
                    .descriptions()
                    .values()
                    .iterator()
                    .next());
            assertEquals(Set.of(dirs.get(0).toString(), dirs.get(1).toString()), described.keySet());
            described.values().forEach(dir -> {
                assertEquals(2, dir.replicaInfos().size());
                assertTrue(dir.totalBytes().orElseThrow() >= dir.usableBytes().orElseThrow());
                dir.replicaInfos().values().forEach(replica -> assertTrue(replica.size() > 1000));
            });
        }
    }

    @Test
    void deleted_records_stay_deleted() throws Exception {
        var partition = new TopicPartition("short", 0);
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            create(admin, new NewTopic("short", 1, (short) 1));
            for (int i = 0; i < 10; i++) {
                send(producer, "short", 10);
            }
            get(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4)))
                    .all());
            assertEquals(4, start(admin, partition));
        }
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            assertEquals(4, start(admin, partition));
            assertEquals(10, end(admin, partition));
        }
    }

    @Test
    void limits_of_connections_can_be_changed_while_they_are_open() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            get(admin.listTopics().names());
            set(admin, BROKER, "max.connections.per.ip", "1");
            assertTrue(await(true, () -> isRefused(broker)));
            set(admin, BROKER, "max.connections.per.ip", "100");
            assertFalse(await(false, () -> isRefused(broker)));
            assertEquals(Set.of(), get(admin.listTopics().names()));
        }
    }

    /** Is a new connection closed before it has said anything? */
    private static boolean isRefused(TestBroker broker) throws IOException {
        var address = broker.bootstrap();
        int colon = address.lastIndexOf(':');
        try (var socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            socket.setSoTimeout(200);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void loggers_have_levels_that_can_be_changed() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            var loggers = new ConfigResource(ConfigResource.Type.BROKER_LOGGER, "1");
            var name = "io.ottla.broker.joint.Broker";
            var before = shown(admin, loggers, name).value();
            set(admin, loggers, name, "DEBUG");
            assertEquals("DEBUG", shown(admin, loggers, name).value());
            get(admin.incrementalAlterConfigs(Map.of(loggers, ops(OpType.DELETE, name, "")))
                    .all());
            assertEquals(before, shown(admin, loggers, name).value());
            set(admin, loggers, "io.ottla.broker", "TRACE"); // and with it all below
            assertEquals("TRACE", shown(admin, loggers, name).value());
            get(admin.incrementalAlterConfigs(Map.of(loggers, ops(OpType.DELETE, "io.ottla.broker", "")))
                    .all());
            assertEquals(before, shown(admin, loggers, name).value());
        }
    }

    @Test
    void mistakes_are_told_by_kafkas_exceptions() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            create(admin, new NewTopic("t", 1, (short) 1));
            create(admin, new NewTopic("compacted", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
            send(producer, "t", 10);
            refused(TopicExistsException.class, () -> create(admin, new NewTopic("t", 1, (short) 1)));
            refused(InvalidTopicException.class, () -> create(admin, new NewTopic("a b", 1, (short) 1)));
            refused(InvalidPartitionsException.class, () -> create(admin, new NewTopic("u", 0, (short) 1)));
            refused(InvalidReplicationFactorException.class, () -> create(admin, new NewTopic("u", 1, (short) 2)));
            refused(
                    InvalidReplicaAssignmentException.class,
                    () -> create(admin, new NewTopic("u", Map.of(0, List.of(9)))));
            refused(
                    InvalidConfigurationException.class,
                    () -> create(admin, new NewTopic("u", 1, (short) 1).configs(Map.of("retention.ms", "soon"))));
            refused(
                    InvalidPartitionsException.class,
                    () -> get(admin.createPartitions(Map.of("t", NewPartitions.increaseTo(1)))
                            .all()));
            refused(
                    UnknownTopicOrPartitionException.class,
                    () -> get(admin.deleteTopics(List.of("nowhere")).all()));
            refused(
                    UnknownTopicIdException.class,
                    () -> get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(new Uuid(1, 2))))
                            .all()));
            refused(InvalidConfigurationException.class, () -> set(admin, topic("t"), "colour", "blue"));
            refused(UnknownTopicOrPartitionException.class, () -> set(admin, topic("nowhere"), "flush.ms", "1"));
            refused(InvalidRequestException.class, () -> set(admin, BROKER, "num.partitions", "2"));
            refused(
                    OffsetOutOfRangeException.class,
                    () -> get(admin.deleteRecords(Map.of(new TopicPartition("t", 0), RecordsToDelete.beforeOffset(99)))
                            .all()));
            refused(
                    PolicyViolationException.class,
                    () -> get(admin.deleteRecords(
                                    Map.of(new TopicPartition("compacted", 0), RecordsToDelete.beforeOffset(0)))
                            .all()));
        }
    }

    @Test
    void topics_cannot_be_deleted_where_the_configuration_forbids_it() throws Exception {
        try (var broker = TestBroker.start(directory, Map.of("delete.topic.enable", "false"));
                var admin = broker.admin()) {
            create(admin, new NewTopic("t", 1, (short) 1));
            refused(
                    TopicDeletionDisabledException.class,
                    () -> get(admin.deleteTopics(List.of("t")).all()));
        }
    }

    private interface Attempt {
        Object run() throws Exception;
    }

    private static void refused(Class<? extends ApiException> expected, Attempt attempt) {
        assertThrows(expected, attempt::run);
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static Collection<AlterConfigOp> ops(OpType type, String name, String value) {
        return List.of(new AlterConfigOp(new ConfigEntry(name, value), type));
    }

    private static Object set(Admin admin, ConfigResource resource, String name, String value) throws Exception {
        return get(admin.incrementalAlterConfigs(Map.of(resource, ops(OpType.SET, name, value)))
                .all());
    }

    private static Uuid create(Admin admin, NewTopic topic) throws Exception {
        return get(admin.createTopics(List.of(topic)).topicId(topic.name()));
    }

    private static TopicDescription describe(Admin admin, String topic) throws Exception {
        return get(admin.describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next());
    }

    private static ConfigEntry shown(Admin admin, ConfigResource resource, String name) throws Exception {
        return get(admin.describeConfigs(List.of(resource))
                        .values()
                        .values()
                        .iterator()
                        .next())
                .get(name);
    }

    private static long start(Admin admin, TopicPartition partition) throws Exception {
        return get(admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).partitionResult(partition))
                .offset();
    }

    private static long end(Admin admin, TopicPartition partition) throws Exception {
        return get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
                .offset();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int bytes) throws Exception {
        get(producer.send(new ProducerRecord<>(topic, 0, null, new byte[bytes])));
    }

    /** The answer; what went wrong is thrown as it is. */
    private static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw assertInstanceOf(Exception.class, e.getCause());
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws Exception {
        return get(future.toCompletionStage().toCompletableFuture());
    }

    private Set<String> partitionFolders() throws IOException {
        try (var names = Files.list(directory)) {
            return Set.copyOf(names.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("reborn"))
                    .toList());
        }
    }

    private interface Look<T> {
        T now() throws Exception;
    }

    /** What is seen once it is as expected, or after a while what is seen instead. */
    private static <T> T await(T expected, Look<T> look) throws Exception {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        var seen = look.now();
        while (!seen.equals(expected) && System.nanoTime() < deadlineNanos) {
            TimeUnit.MILLISECONDS.sleep(20);
            seen = look.now();
        }
        return seen;
    }
}
