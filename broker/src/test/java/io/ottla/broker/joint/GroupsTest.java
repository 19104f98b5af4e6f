package io.ottla.broker.joint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.DescribeGroups;
import io.ottla.wire.message.group.FindCoordinator;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.OffsetCommit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock consumers in groups, against a broker in this process. */
class GroupsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void a_group_goes_on_where_it_has_committed_also_after_a_restart() throws IOException {
        try (var broker = TestBroker.start(directory)) {
            produce(broker, "numbers", 10);
            try (var consumer = broker.consumer(Map.of("group.id", "readers", "enable.auto.commit", "false"))) {
                consumer.subscribe(List.of("numbers"));
                assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), read(consumer, 10));
                consumer.commitSync(Map.of(new TopicPartition("numbers", 0), new OffsetAndMetadata(7, "seven")));
            }
        }
        try (var broker = TestBroker.start(directory);
                var consumer = broker.consumer(Map.of("group.id", "readers"))) {
            consumer.subscribe(List.of("numbers"));
            assertEquals(List.of("7", "8", "9"), read(consumer, 3));
        }
    }

    @Test
    void nobody_else_writes_where_groups_are_kept() throws IOException {
        try (var broker = TestBroker.start(directory);
                var consumer = broker.consumer(Map.of("group.id", "readers", "enable.auto.commit", "false"));
                var producer = broker.producer(Map.of())) {
            produce(broker, "numbers", 1);
            consumer.subscribe(List.of("numbers"));
            read(consumer, 1);
            var refused = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>("__consumer_offsets", "mischief".getBytes(UTF_8)))
                            .get());
            assertInstanceOf(InvalidTopicException.class, refused.getCause());
        }
    }

    @Test
    void what_was_read_of_a_topic_goes_with_it() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            produce(broker, "numbers", 1);
            produce(broker, "letters", 1);
            var numbers = new TopicPartition("numbers", 0);
            var letters = new TopicPartition("letters", 0);
            admin.alterConsumerGroupOffsets(
                            "readers", Map.of(numbers, new OffsetAndMetadata(1), letters, new OffsetAndMetadata(1)))
                    .all()
                    .get();
            admin.deleteTopics(List.of("numbers")).all().get();
            var offsets = admin.listConsumerGroupOffsets("readers")
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertEquals(Set.of(letters), offsets.keySet());
        }
    }

    @Test
    void what_nobody_asks_for_is_forgotten_in_time_after_a_restart_too() throws IOException {
        var settings = Map.of("offsets.topic.num.partitions", "3");
        try (var broker = TestBroker.start(directory, settings);
                var client = new WireClient(broker.bootstrap())) {
            produce(broker, "numbers", 1);
            client.ask(new FindCoordinator.Request("old", (byte) 0, List.of()), 1);
            var partition = new OffsetCommit.Partition(0, 1, -1, -1, "");
            var topics = List.of(new OffsetCommit.Topic("numbers", Uuid.ZERO, List.of(partition)));
            var forOneMs = new OffsetCommit.Request("old", -1, "", null, 1, topics);
            while (client.ask(forOneMs, 2).topics().get(0).partitions().get(0).errorCode() != ErrorCode.NONE.code()) {
                Thread.onSpinWait(); // the topic of the groups is being made
            }
        }
        var soon = new HashMap<>(settings);
        soon.put("offsets.retention.check.interval.ms", "100");
        try (var broker = TestBroker.start(directory, soon);
                var consumer = broker.consumer(Map.of())) {
            consumer.assign(List.of(new TopicPartition("__consumer_offsets", GroupCoordinators.partitionOf("old", 3))));
            consumer.seekToBeginning(consumer.assignment());
            var gone = 0;
            for (var endNanos = System.nanoTime() + PATIENCE.toNanos(); gone < 1 && System.nanoTime() < endNanos; ) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    gone += record.value() == null ? 1 : 0;
                }
            }
            assertTrue(gone >= 1, "the offset is still there");
        }
    }

    @Test
    void a_broker_that_stops_waits_for_no_members() throws IOException {
        var broker = TestBroker.start(directory, Map.of("group.initial.rebalance.delay.ms", "600000"));
        try (var client = new WireClient(broker.bootstrap());
                var other = new WireClient(broker.bootstrap())) {
            client.ask(new FindCoordinator.Request("slow", (byte) 0, List.of()), 1);
            var protocol = new JoinGroup.Protocol("range", ByteBuffer.allocate(0));
            var join = new JoinGroup.Request("slow", 10_000, 600_000, "", null, "consumer", List.of(protocol), null);
            client.send(join, 2);
            var describe = new DescribeGroups.Request(List.of("slow"), false);
            while (!other.ask(describe, 5).groups().get(0).groupState().equals("PreparingRebalance")) {
                Thread.onSpinWait();
            }
            broker.close();
            assertEquals(ErrorCode.NOT_COORDINATOR.code(), client.next(join).errorCode());
        }
    }

    private static void produce(TestBroker broker, String topic, int count) {
        try (var producer = broker.producer(Map.of())) {
            for (var i = 0; i < count; i++) {
                var unused = producer.send(
                        new ProducerRecord<>(topic, 0, null, Integer.toString(i).getBytes(UTF_8)));
            }
        }
    }

    private static List<String> read(KafkaConsumer<byte[], byte[]> consumer, int count) {
        var values = new ArrayList<String>();
        var endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (values.size() < count && System.nanoTime() < endNanos) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(new String(record.value(), UTF_8)));
        }
        return values;
    }
}
