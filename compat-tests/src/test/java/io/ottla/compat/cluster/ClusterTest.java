package io.ottla.compat.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.crash.Topic;
import io.ottla.compat.crash.Writer;
import io.ottla.compat.crash.Writer.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of real processes under stock clients. {@code -Dcluster.rounds=20} is the long form. */
class ClusterTest {
    private static final int ROUNDS = Integer.getInteger("cluster.rounds", 3);
    private static final int PARTITIONS = 6;
    private static final short COPIES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOPIC = "replicated";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path place;

    @Test
    void three_nodes_are_one_cluster_for_a_stock_client() throws Exception {
        try (OttlaCluster cluster = OttlaCluster.of(3, place).start()) {
            try (Admin admin = admin(cluster)) {
                create(admin);
                assertEquals(3, admin.describeCluster().nodes().get().size());
                assertEquals(3, leaders(admin).values().stream().distinct().count(), "partitions are led by all nodes");
                awaitInSync(admin, 3);
            }
            Writer writer = Writer.start(new Manner("one", true, "lz4"), cluster.bootstrap(), TOPIC, PARTITIONS);
            awaitMore(writer, 2_000);
            writer.close();
            Topic.read(cluster.bootstrap(), TOPIC, PARTITIONS).holds(writer);
        }
    }

    @Test
    void a_node_that_is_killed_takes_nothing_acknowledged_with_it() throws Exception {
        try (OttlaCluster cluster = OttlaCluster.of(3, place).start();
                Admin admin = admin(cluster)) {
            create(admin);
            Writer idempotent =
                    Writer.start(new Manner("idempotent", true, "none"), cluster.bootstrap(), TOPIC, PARTITIONS);
            Writer plain = Writer.start(new Manner("plain", false, "zstd"), cluster.bootstrap(), TOPIC, PARTITIONS);
            for (int round = 0; round < ROUNDS; round++) {
                int node = 1 + round % 3;
                awaitMore(idempotent, 1_000);
                cluster.kill(node);
                awaitMore(idempotent, 1_000);
                awaitMore(plain, 200);
                cluster.start(node);
                awaitInSync(admin, 3);
            }
            idempotent.close();
            plain.close();
            Topic found = Topic.read(cluster.bootstrap(), TOPIC, PARTITIONS);
            found.holds(idempotent);
            found.holds(plain);
        }
    }

    @Test
    void all_nodes_killed_at_once_come_back_with_everything_acknowledged() throws Exception {
        try (OttlaCluster cluster = OttlaCluster.of(3, place).start()) {
            try (Admin admin = admin(cluster)) {
                create(admin);
            }
            Writer writer = Writer.start(new Manner("always", true, "snappy"), cluster.bootstrap(), TOPIC, PARTITIONS);
            for (int round = 0; round < ROUNDS; round++) {
                awaitMore(writer, 2_000);
                cluster.killAll();
                cluster.start();
            }
            awaitMore(writer, 100);
            writer.close();
            Topic.read(cluster.bootstrap(), TOPIC, PARTITIONS).holds(writer);
        }
    }

    @Test
    void a_rolling_restart_is_no_error_to_anybody() throws Exception {
        try (OttlaCluster cluster = OttlaCluster.of(3, place).start();
                Admin admin = admin(cluster)) {
            create(admin);
            Writer writer =
                    Writer.start(new Manner("idempotent", true, "none"), cluster.bootstrap(), TOPIC, PARTITIONS);
            for (int node : cluster.ids()) {
                awaitMore(writer, 500);
                cluster.stop(node);
                awaitMore(writer, 500);
                cluster.start(node);
                awaitInSync(admin, 3);
            }
            writer.close();
            Topic.read(cluster.bootstrap(), TOPIC, PARTITIONS).holds(writer);
        }
    }

    @Test
    void a_paused_node_leaves_the_in_sync_replicas_and_comes_back_by_itself() throws Exception {
        try (OttlaCluster cluster = OttlaCluster.of(
                                3, place, "replica.lag.time.max.ms=2000", "broker.session.timeout.ms=3000")
                        .start();
                Admin admin = admin(cluster)) {
            create(admin);
            Writer writer = Writer.start(new Manner("always", true, "none"), cluster.bootstrap(), TOPIC, PARTITIONS);
            awaitMore(writer, 500);
            awaitInSync(admin, 3);
            cluster.signal(2, "STOP");
            awaitInSync(admin, 2);
            awaitMore(writer, 500);
            cluster.signal(2, "CONT");
            awaitInSync(admin, 3);
            awaitMore(writer, 500);
            writer.close();
            Topic.read(cluster.bootstrap(), TOPIC, PARTITIONS).holds(writer);
        }
    }

    @Test
    void with_too_few_in_sync_nothing_is_appended_and_reads_go_on() throws Exception {
        try (OttlaCluster cluster = OttlaCluster.of(5, place).start();
                Admin admin = admin(cluster)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Map.of(0, List.of(3, 1, 2)))))
                    .all()
                    .get();
            send(cluster, "before");
            cluster.kill(1);
            cluster.kill(2);
            await("the partition has one replica in sync", () -> inSync(admin) == 1);

            var refused = assertThrows(ExecutionException.class, () -> send(cluster, "refused"));
            assertInstanceOf(NotEnoughReplicasException.class, refused.getCause());
            assertEquals(List.of("before"), read(cluster));

            cluster.start(1);
            awaitInSync(admin, 2);
            send(cluster, "after");
            assertEquals(List.of("before", "after"), read(cluster));
        }
    }

    @Test
    void committed_offsets_survive_the_broker_that_took_them() throws Exception {
        try (OttlaCluster cluster = OttlaCluster.of(3, place).start();
                Admin admin = admin(cluster)) {
            create(admin);
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            for (int round = 0; round < ROUNDS; round++) {
                int offset = 100 + round;
                try (var consumer = consumer(cluster, "group")) {
                    consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)), PATIENCE);
                }
                int coordinator = present(admin.describeConsumerGroups(List.of("group"))
                                .all()
                                .get()
                                .get("group"))
                        .coordinator()
                        .id();
                cluster.kill(coordinator);
                try (var consumer = consumer(cluster, "group")) {
                    var committed = consumer.committed(Set.of(partition), PATIENCE);
                    assertEquals(offset, present(committed.get(partition)).offset());
                }
                cluster.start(coordinator);
                awaitInSync(admin, 3);
            }
        }
    }

    // ---- clients

    private static Admin admin(OttlaCluster cluster) {
        return Admin.create(Map.of(
                "bootstrap.servers",
                cluster.bootstrap(),
                "reconnect.backoff.max.ms",
                "100",
                "default.api.timeout.ms",
                (int) PATIENCE.toMillis()));
    }

    private static void create(Admin admin) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, COPIES)))
                .all()
                .get();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(OttlaCluster cluster, String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrap(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void send(OttlaCluster cluster, String value) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", cluster.bootstrap(), "acks", "all"));
        settings.put("delivery.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        settings.put("retries", value.equals("refused") ? 0 : 1000);
        settings.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, null, value.getBytes(UTF_8)))
                    .get();
        }
    }

    private static List<String> read(OttlaCluster cluster) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (var consumer = consumer(cluster, "reader")) {
            consumer.assign(List.of(partition));
            long end = present(consumer.endOffsets(List.of(partition)).get(partition));
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(10)).forEach(record -> values.add(new String(record.value(), UTF_8)));
            }
            return values;
        }
    }

    private static <T> T present(@Nullable T value) {
        assertNotNull(value);
        return value;
    }

    // ---- waiting

    private static void awaitMore(Writer writer, int more) {
        int goal = writer.acknowledged() + more;
        await(writer.name() + " writes on, failures: " + writer.failures(), () -> writer.acknowledged() >= goal);
    }

    private static void awaitInSync(Admin admin, int replicas) {
        await("partitions have " + replicas + " replicas in sync", () -> inSync(admin) == replicas);
    }

    /** How many replicas are in sync where they are fewest; -1 while nobody says. */
    private static int inSync(Admin admin) {
        return describe(admin).stream()
                .mapToInt(partition -> partition.isr().size())
                .min()
                .orElse(-1);
    }

    private static Map<Integer, Integer> leaders(Admin admin) {
        Map<Integer, Integer> leaders = new HashMap<>();
        describe(admin)
                .forEach(partition ->
                        leaders.put(partition.partition(), partition.leader().id()));
        return leaders;
    }

    private static List<TopicPartitionInfo> describe(Admin admin) {
        try {
            return present(admin.describeTopics(List.of(TOPIC))
                            .allTopicNames()
                            .get()
                            .get(TOPIC))
                    .partitions();
        } catch (ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain until " + what);
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
