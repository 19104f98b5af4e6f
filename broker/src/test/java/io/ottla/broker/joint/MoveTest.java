package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.errors.LogDirNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition goes from one log directory to another under a stock producer's feet, and nothing is lost or doubled. */
class MoveTest {
    private static final TopicPartitionReplica REPLICA = new TopicPartitionReplica("t", 0, 1);
    private static final int RECORDS = 3000;

    @TempDir
    Path one;

    @TempDir
    Path two;

    private TestBroker start() throws IOException {
        return TestBroker.start(one, Map.of("log.dirs", one + "," + two, "log.segment.bytes", "1048576"));
    }

    private Path holder() {
        return Files.exists(one.resolve("t-0")) ? one : two;
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, int from, int count) throws Exception {
        var last = producer.send(new ProducerRecord<>("t", 0, null, value(from)));
        for (int i = from + 1; i < from + count; i++) {
            last = producer.send(new ProducerRecord<>("t", 0, null, value(i)));
        }
        producer.flush();
        last.get();
    }

    private static byte[] value(int number) {
        return (number + " " + "x".repeat(1000)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void move(Admin admin, Path to) throws Exception {
        admin.alterReplicaLogDirs(Map.of(REPLICA, to.toString())).all().get();
    }

    private void awaitIn(Path directory) throws Exception {
        for (int i = 0; i < 600; i++) {
            if (Files.exists(directory.resolve("t-0"))
                    && names(directory).noneMatch(name -> name.endsWith("-future"))) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the partition does not come to " + directory);
    }

    private static Stream<String> names(Path directory) throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    private void assertReads(TestBroker broker, int count) {
        try (var consumer = broker.consumer(Map.of())) {
            var partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            int next = 0;
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (next < count && System.nanoTime() < deadline) {
                for (var record : consumer.poll(java.time.Duration.ofMillis(200))) {
                    assertEquals(next, record.offset());
                    var text = new String(record.value(), java.nio.charset.StandardCharsets.UTF_8);
                    assertTrue(text.startsWith(next + " "), text.substring(0, 10));
                    next++;
                }
            }
            assertEquals(count, next);
        }
    }

    @Test
    void a_partition_moves_while_it_is_written_and_is_whole_after_a_restart() throws Exception {
        try (var broker = start();
                var admin = broker.admin();
                var producer = broker.producer(Map.of("enable.idempotence", "true"))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            write(producer, 0, RECORDS);
            var from = holder();
            var to = from.equals(one) ? two : one;
            move(admin, to);
            write(producer, RECORDS, RECORDS);
            awaitIn(to);
            assertTrue(Files.notExists(from.resolve("t-0")));
            write(producer, 2 * RECORDS, 10);
            assertReads(broker, 2 * RECORDS + 10);
            var told = Check.present(
                    admin.describeReplicaLogDirs(List.of(REPLICA)).all().get().get(REPLICA), "nothing is told");
            assertEquals(to.toString(), told.getCurrentReplicaLogDir());
        }
        try (var broker = start()) {
            assertReads(broker, 2 * RECORDS + 10);
            assertEquals(
                    List.of(),
                    names(one).filter(name -> name.endsWith("-moved")).toList());
        }
    }

    @Test
    void a_partition_goes_there_and_back() throws Exception {
        try (var broker = start();
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            write(producer, 0, 10);
            var from = holder();
            var to = from.equals(one) ? two : one;
            move(admin, from);
            move(admin, to);
            awaitIn(to);
            move(admin, from);
            awaitIn(from);
            write(producer, 10, 10);
            assertReads(broker, 20);
        }
    }

    @Test
    void of_two_directories_after_a_crash_the_marked_one_is_meant() throws Exception {
        try (var broker = start();
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            write(producer, 0, 10);
        }
        var meant = holder();
        var other = meant.equals(one) ? two : one;
        Files.createDirectory(other.resolve("t-0"));
        Files.createDirectory(other.resolve("t-0.0123456789abcdef0123456789abcdef-future"));
        Files.createFile(meant.resolve("t-0").resolve("has-moved"));
        try (var broker = start()) {
            assertReads(broker, 10);
            assertTrue(Files.notExists(meant.resolve("t-0").resolve("has-moved")));
        }
        try (var broker = start()) {
            assertReads(broker, 10);
            assertEquals(
                    List.of(),
                    names(other).filter(name -> name.startsWith("t-0")).toList());
        }
    }

    @Test
    void nobody_moves_to_where_there_is_no_log_directory() throws Exception {
        try (var broker = start();
                var admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            var failure = assertThrows(ExecutionException.class, () -> move(admin, Path.of("/nowhere")));
            assertTrue(failure.getCause() instanceof LogDirNotFoundException, failure.toString());
        }
    }
}
