package io.ottla.broker.joint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
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
