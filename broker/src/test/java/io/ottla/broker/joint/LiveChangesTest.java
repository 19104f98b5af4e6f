package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed of a broker while it runs takes effect while it runs. */
class LiveChangesTest {
    private static final ConfigResource BROKER = new ConfigResource(ConfigResource.Type.BROKER, "1");
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @TempDir
    Path one;

    @TempDir
    Path two;

    private static void set(Admin admin, String name, String value) throws Exception {
        var op = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(BROKER, List.of(op))).all().get();
    }

    private static void delete(Admin admin, String name) throws Exception {
        var op = new AlterConfigOp(new ConfigEntry(name, ""), AlterConfigOp.OpType.DELETE);
        admin.incrementalAlterConfigs(Map.of(BROKER, List.of(op))).all().get();
    }

    private interface Question {
        boolean isSo() throws Exception;
    }

    private static void await(Question question) throws Exception {
        for (int i = 0; i < 600 && !question.isSo(); i++) {
            Thread.sleep(50);
        }
        assertTrue(question.isSo());
    }

    @Test
    void silent_producers_are_forgotten_sooner() throws Exception {
        try (var broker = TestBroker.start(one, Map.of("log.retention.check.interval.ms", "100"));
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>("t", new byte[1])).get();
            assertEquals(1, producers(admin));
            set(admin, "producer.id.expiration.ms", "1");
            await(() -> producers(admin) == 0);
        }
    }

    private static int producers(Admin admin) throws Exception {
        var told = admin.describeProducers(List.of(PARTITION)).all().get().get(PARTITION);
        return Check.present(told, "nothing is told of %s", PARTITION)
                .activeProducers()
                .size();
    }

    @Test
    void segments_roll_and_go_by_the_new_size_and_time() throws Exception {
        try (var broker = TestBroker.start(
                        one, Map.of("log.retention.check.interval.ms", "100", "log.segment.delete.delay.ms", "100"));
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            set(admin, "log.segment.bytes", "1048576");
            for (int i = 0; i < 4; i++) {
                producer.send(new ProducerRecord<>("t", new byte[600_000])).get();
            }
            assertTrue(segments() > 1, "no segment was begun");
            set(admin, "log.retention.ms", "1");
            await(() -> segments() == 1);
        }
    }

    private long segments() throws IOException {
        try (var files = Files.list(one.resolve("t-0"))) {
            return files.filter(file -> file.toString().endsWith(".log")).count();
        }
    }

    @Test
    void batches_are_refused_by_the_new_bound() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>("t", new byte[5000])).get();
            set(admin, "message.max.bytes", "1000");
            await(() -> isRefused(producer, 5000));
            producer.send(new ProducerRecord<>("t", new byte[500])).get();
        }
    }

    private static boolean isRefused(KafkaProducer<byte[], byte[]> producer, int bytes) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>("t", new byte[bytes])).get();
            return false;
        } catch (ExecutionException refused) {
            assertInstanceOf(RecordTooLargeException.class, refused.getCause());
            return true;
        }
    }

    @Test
    void timestamps_are_stamped_as_is_said_now() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            set(admin, "log.message.timestamp.type", "LogAppendTime");
            await(() -> producer.send(new ProducerRecord<>("t", 0, 17L, null, new byte[1]))
                            .get()
                            .timestamp()
                    != 17);
        }
    }

    @Test
    void batches_are_compressed_as_is_said_now() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            set(admin, "compression.type", "gzip");
            await(() -> {
                long before = Files.size(one.resolve("t-0/00000000000000000000.log"));
                producer.send(new ProducerRecord<>("t", new byte[50_000])).get();
                return Files.size(one.resolve("t-0/00000000000000000000.log")) - before < 5_000;
            });
        }
    }

    @Test
    void what_is_deleted_by_size_and_policy_follows() throws Exception {
        try (var broker = TestBroker.start(
                        one,
                        Map.of(
                                "log.retention.check.interval.ms", "100",
                                "log.segment.delete.delay.ms", "100",
                                "log.segment.bytes", "1048576"));
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            set(admin, "log.cleanup.policy", "compact");
            set(admin, "log.retention.bytes", "1");
            set(admin, "log.cleanup.policy", "delete");
            for (int i = 0; i < 4; i++) {
                producer.send(new ProducerRecord<>("t", new byte[600_000])).get();
            }
            await(() -> segments() == 1);
        }
    }

    @Test
    void segments_roll_by_their_age_as_is_said_now() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            set(admin, "log.roll.ms", "1");
            await(() -> {
                producer.send(new ProducerRecord<>("t", new byte[1])).get();
                Thread.sleep(2);
                return segments() > 1;
            });
        }
    }

    /** A new connection is served if the broker answers the first question on it. */
    private static boolean isServed(String bootstrap) throws IOException {
        int colon = bootstrap.lastIndexOf(':');
        try (var socket = new Socket(bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1)))) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write(new byte[] {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1});
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException waiting) {
            return false;
        } catch (SocketException closed) {
            return false;
        }
    }

    @Test
    void connections_are_bounded_as_is_said_now() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin()) {
            for (var setting :
                    List.of("max.connections", "max.connections.per.ip", "listener.name.plaintext.max.connections")) {
                assertTrue(isServed(broker.bootstrap()), setting);
                set(admin, setting, "1");
                await(() -> !isServed(broker.bootstrap()));
                delete(admin, setting);
                await(() -> isServed(broker.bootstrap()));
            }
            set(admin, "max.connections.per.ip.overrides", "localhost:1");
            await(() -> !isServed(broker.bootstrap()));
            delete(admin, "max.connections.per.ip.overrides");
            await(() -> isServed(broker.bootstrap()));
        }
    }

    /** Two, one after the other. */
    private static boolean areServed(String bootstrap) throws IOException {
        boolean first = isServed(bootstrap);
        return isServed(bootstrap) && first;
    }

    @Test
    void new_connections_come_as_fast_as_is_said_now() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin()) {
            for (var setting :
                    List.of("max.connection.creation.rate", "listener.name.plaintext.max.connection.creation.rate")) {
                set(admin, setting, "1");
                await(() -> !areServed(broker.bootstrap()));
                delete(admin, setting);
                await(() -> areServed(broker.bootstrap()));
            }
        }
    }

    @Test
    void a_listener_comes_and_goes() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin()) {
            set(admin, "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,EXTRA:PLAINTEXT");
            set(admin, "listeners", "PLAINTEXT://localhost:0,EXTRA://localhost:0");
            await(() -> broker.addresses().size() == 2);
            var extra = broker.addresses().get(1).substring("EXTRA://".length());
            try (var through = Admin.create(Map.of("bootstrap.servers", extra))) {
                await(() -> told(through).equals(extra));
                assertEquals(broker.bootstrap(), told(admin));
            }
            set(admin, "listeners", "PLAINTEXT://localhost:0");
            await(() -> broker.addresses().size() == 1 && isGone(extra));
            assertEquals(broker.bootstrap(), told(admin));
        }
    }

    /** Where the broker is, for those who ask through this client. */
    private static String told(Admin client) throws Exception {
        var nodes = client.describeCluster().nodes().get();
        return nodes.isEmpty()
                ? ""
                : nodes.iterator().next().host() + ":" + nodes.iterator().next().port();
    }

    private static boolean isGone(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        try (var socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            return !socket.isConnected();
        } catch (ConnectException gone) {
            return true;
        }
    }

    @Test
    void a_listener_stays_where_it_is_and_one_must_stay() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin()) {
            for (var refused : List.of("PLAINTEXT://localhost:1", "EXTRA://localhost:0", "SSL://localhost:0")) {
                var thrown = assertThrows(ExecutionException.class, () -> set(admin, "listeners", refused));
                assertInstanceOf(InvalidRequestException.class, thrown.getCause(), refused);
            }
        }
    }

    @Test
    void what_changes_nothing_is_taken_and_says_so() throws Exception {
        try (var broker = TestBroker.start(one);
                var admin = broker.admin()) {
            set(admin, "num.io.threads", "16");
            var options = new DescribeConfigsOptions().includeDocumentation(true);
            var told =
                    admin.describeConfigs(List.of(BROKER), options).all().get().get(BROKER);
            var entry = Check.present(
                    Check.present(told, "nothing is told of the broker").get("num.io.threads"), "no such setting");
            assertEquals("16", entry.value());
            assertTrue(entry.documentation().contains("without effect here"), entry.documentation());
        }
    }

    @Test
    void a_cordoned_directory_gets_no_new_partition() throws Exception {
        try (var broker = TestBroker.start(one, Map.of("log.dirs", one + "," + two));
                var admin = broker.admin()) {
            set(admin, "cordoned.log.dirs", one.toString());
            admin.createTopics(List.of(new NewTopic("t", 6, (short) 1))).all().get();
            await(() -> partitions(two) == 6);
            assertEquals(0, partitions(one));
        }
    }

    private static long partitions(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("t-"))
                    .count();
        }
    }
}
