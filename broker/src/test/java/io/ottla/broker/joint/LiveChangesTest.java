package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
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
