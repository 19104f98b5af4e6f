package io.ottla.compat.crash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that a stock consumer finds in a topic, held against what its writers were told. */
public final class Topic {
    /** By partition and offset. */
    private final List<List<ConsumerRecord<String, byte[]>>> records = new ArrayList<>();

    private Topic() {}

    /** Reads it from beginning to end. */
    public static Topic read(String bootstrap, String name, int partitions) {
        var topic = new Topic();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "check.crcs", true);
        var all = new ArrayList<TopicPartition>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition(name, i));
            topic.records.add(new ArrayList<>());
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(10)).forEach(topic::add);
            }
        }
        return topic;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        var partition = records.get(record.partition());
        assertEquals(partition.size(), record.offset(), "offsets follow each other");
        partition.add(record);
    }

    /** Everything acknowledged is at its offset with its bytes, in order, and if its producer is idempotent only there. */
    public void holds(Writer writer) {
        assertEquals(List.of(), writer.failures(), writer.name() + " had to give up");
        assertTrue(writer.acknowledged() > 0, () -> writer.name() + " has written nothing");
        for (var acknowledged : writer.acknowledgements()) {
            var partition = records.get(acknowledged.partition());
            assertTrue(
                    acknowledged.offset() < partition.size(),
                    () -> writer.name() + " was told " + acknowledged + ", and there are " + partition.size());
            var record = partition.get((int) acknowledged.offset());
            assertEquals(writer.name(), record.key(), () -> "at " + acknowledged);
            assertArrayEquals(
                    Writer.value(writer.name(), acknowledged.number()), record.value(), () -> "at " + acknowledged);
        }
        records.forEach(partition -> isInOrder(writer, partition));
    }

    private static void isInOrder(Writer writer, List<ConsumerRecord<String, byte[]>> partition) {
        var seen = new HashSet<Integer>();
        int last = -1;
        for (var record : partition) {
            if (!record.key().equals(writer.name())) {
                continue;
            }
            int number = ByteBuffer.wrap(record.value()).getInt();
            boolean isNew = seen.add(number);
            assertTrue(
                    isNew || !writer.isIdempotent(),
                    () -> writer.name() + ": " + number + " is there twice, again at " + record.offset()
                            + " of partition " + record.partition());
            if (isNew) {
                int before = last;
                assertTrue(
                        number > before,
                        () -> writer.name() + ": " + number + " after " + before + " in partition "
                                + record.partition());
                last = number;
            }
        }
    }
}
