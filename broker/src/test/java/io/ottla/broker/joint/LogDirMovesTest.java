package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that move between the log directories of a broker, and directories that take none, seen by stock clients. */
class LogDirMovesTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final int RECORDS = 300;

    @TempDir
    private Path root;

    private Path one;
    private Path two;

    @BeforeEach
    void directories() throws IOException {
        one = Files.createDirectory(root.resolve("one"));
        two = Files.createDirectory(root.resolve("two"));
    }

    private TestBroker start(Map<String, String> settings) throws IOException {
        var all = new java.util.HashMap<>(settings);
        all.put("log.dirs", one + "," + two);
        all.put("node.id", "1");
        return TestBroker.start(one, all);
    }

    private static void set(Admin admin, String name, String value) throws Exception {
        var op = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, "1"), List.of(op)))
                .all()
                .get();
    }

    private static void move(Admin admin, String topic, Path to) throws Exception {
        admin.alterReplicaLogDirs(Map.of(new TopicPartitionReplica(topic, 0, 1), to.toString()))
                .all()
                .get();
    }

    private static @Nullable ReplicaInfo found(Admin admin, Path directory) throws Exception {
        var directories = Check.present(
                admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1), "no broker 1");
        return Check.present(directories.get(directory.toString()), "no directory %s", directory)
                .replicaInfos()
                .get(PARTITION);
    }

    private static ReplicaInfo copy(Admin admin, Path directory) throws Exception {
        return Check.present(found(admin, directory), "nothing in %s", directory);
    }

    private static void await(java.util.concurrent.Callable<Boolean> law) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!law.call()) {
            assertTrue(System.nanoTime() < deadline, "never came true");
            Thread.onSpinWait();
        }
    }

    private static void produce(TestBroker broker, int from, int to) throws Exception {
        try (var producer = broker.producer(Map.of("batch.size", "0"))) {
            Future<?> last = null;
            for (int i = from; i < to; i++) {
                var value = (i + "-" + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8);
                last = producer.send(new ProducerRecord<>("t", value));
            }
            Check.present(last, "nothing was sent").get();
        }
    }

    private static void everythingIsThere(TestBroker broker, int records) {
        try (var consumer = broker.consumer(Map.of())) {
            consumer.assign(List.of(PARTITION));
            for (int next = 0; next < records; ) {
                for (var read : consumer.poll(Duration.ofSeconds(5))) {
                    assertEquals(next, read.offset());
                    assertTrue(new String(read.value(), StandardCharsets.UTF_8).startsWith(next + "-"));
                    next++;
                }
            }
        }
    }

    @Test
    void a_slow_move_is_told_while_it_runs_and_goes_on_after_a_restart() throws Exception {
        Path from;
        Path to;
        try (var broker = start(Map.of());
                var admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            produce(broker, 0, RECORDS);
            from = Files.exists(one.resolve("t-0")) ? one : two;
            to = from.equals(one) ? two : one;
            set(admin, "replica.alter.log.dirs.io.max.bytes.per.second", "300000");
            move(admin, "t", to);
            await(() -> found(admin, to) != null && copy(admin, to).size() > 0);
            var copy = copy(admin, to);
            assertTrue(copy.isFuture());
            assertTrue(copy.offsetLag() > 0 && copy.offsetLag() < RECORDS, () -> "lags by " + copy.offsetLag());
            assertEquals(0, copy(admin, from).offsetLag());
            var replica = new TopicPartitionReplica("t", 0, 1);
            var placement = Check.present(
                    admin.describeReplicaLogDirs(List.of(replica)).all().get().get(replica), "nothing of %s", replica);
            assertEquals(from.toString(), placement.getCurrentReplicaLogDir());
            assertEquals(to.toString(), placement.getFutureReplicaLogDir());
            set(admin, "replica.alter.log.dirs.io.max.bytes.per.second", "1000");
        }
        try (var broker = start(Map.of());
                var admin = broker.admin()) {
            assertTrue(copy(admin, to).isFuture());
            produce(broker, RECORDS, RECORDS + 10);
            set(admin, "replica.alter.log.dirs.io.max.bytes.per.second", "100000000");
            await(() -> found(admin, from) == null);
            await(() -> !copy(admin, to).isFuture());
            produce(broker, RECORDS + 10, RECORDS + 20);
            everythingIsThere(broker, RECORDS + 20);
        }
        assertEquals(List.of(), lines(from, "t 0"));
        assertEquals(2, lines(to, "t 0").size(), "a recovery point and a high watermark");
    }

    /** Of all checkpoints of a directory those that begin so. */
    private static List<String> lines(Path directory, String beginning) throws IOException {
        try (var files = Files.list(directory)) {
            var all = new java.util.ArrayList<String>();
            for (var file : files.filter(file -> file.toString().endsWith("-checkpoint"))
                    .toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(beginning))
                        .forEach(all::add);
            }
            return all;
        }
    }

    @Test
    void with_all_directories_cordoned_nothing_new_is_taken_and_what_is_there_is_served() throws Exception {
        try (var broker = start(Map.of("cordoned.log.dirs", "*"));
                var admin = broker.admin()) {
            var topics = List.of(new NewTopic("t", 1, (short) 1));
            var refused = assertThrows(
                    ExecutionException.class,
                    () -> admin.createTopics(topics).all().get());
            assertInstanceOf(InvalidReplicationFactorException.class, refused.getCause());
            set(admin, "cordoned.log.dirs", two.toString());
            admin.createTopics(topics).all().get();
            produce(broker, 0, 10);
            assertTrue(Files.exists(one.resolve("t-0")));
            refused = assertThrows(ExecutionException.class, () -> move(admin, "t", two));
            assertInstanceOf(InvalidReplicaAssignmentException.class, refused.getCause());
            set(admin, "cordoned.log.dirs", one + "," + two);
            var more = Map.of("t", NewPartitions.increaseTo(2));
            refused = assertThrows(
                    ExecutionException.class,
                    () -> admin.createPartitions(more).all().get());
            assertInstanceOf(InvalidReplicationFactorException.class, refused.getCause());
            produce(broker, 10, 20);
            everythingIsThere(broker, 20);
        }
    }

    @Test
    void a_topic_whose_name_leaves_no_room_cannot_be_moved() throws Exception {
        try (var broker = start(Map.of());
                var admin = broker.admin()) {
            var topic = "t".repeat(220);
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            var refused = assertThrows(ExecutionException.class, () -> move(admin, topic, two));
            assertInstanceOf(InvalidTopicException.class, refused.getCause());
        }
    }

    @Test
    void a_group_notices_nothing_when_the_partition_it_is_kept_in_moves() throws Exception {
        var settings = Map.of("offsets.topic.num.partitions", "1", "group.initial.rebalance.delay.ms", "0");
        try (var broker = start(settings);
                var admin = broker.admin();
                var consumer = broker.consumer(Map.of("group.id", "g", "enable.auto.commit", "false"))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            produce(broker, 0, 10);
            consumer.subscribe(List.of("t"));
            for (int left = 10; left > 0; ) {
                left -= consumer.poll(Duration.ofMillis(100)).count();
            }
            consumer.commitSync();
            var before = consumer.groupMetadata();
            var from = Files.exists(one.resolve("__consumer_offsets-0")) ? one : two;
            var to = from.equals(one) ? two : one;
            for (var next : List.of(to, from, to)) {
                move(admin, "__consumer_offsets", next);
                await(() -> Files.exists(next.resolve("__consumer_offsets-0"))
                        && !Files.exists((next.equals(one) ? two : one).resolve("__consumer_offsets-0")));
                consumer.seek(PARTITION, 5);
                consumer.commitSync();
                consumer.poll(Duration.ofMillis(10));
            }
            assertEquals(before.generationId(), consumer.groupMetadata().generationId());
            assertEquals(before.memberId(), consumer.groupMetadata().memberId());
        }
    }
}
