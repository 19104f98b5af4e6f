package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only log directory takes no more bytes, as on a full disk. Here the kernel refuses longer files to the running broker. */
class FailedDirectoryTest {
    private static final TopicPartition BIG = new TopicPartition("big", 0);
    private static final TopicPartition SMALL = new TopicPartition("small", 0);
    private static final byte[] VALUE = new byte[100_000];

    @Test
    void what_was_acknowledged_is_read_topics_are_deleted_and_a_restart_writes_again(@TempDir Path data)
            throws ExecutionException, InterruptedException {
        NeededProgram.require("prlimit");
        try (var broker = OttlaServer.start(data)) {
            try (var admin = Admin.create(settings(broker))) {
                admin.createTopics(List.of(new NewTopic("big", 1, (short) 1), new NewTopic("small", 1, (short) 1)))
                        .all()
                        .get();
                write(broker, SMALL);
                long written = writeUntilRefused(broker);
                assertTrue(written > 10, () -> written + " were written before the limit");
                assertEquals(written, count(broker, BIG));
                assertEquals(1, count(broker, SMALL));
                admin.deleteRecords(Map.of(BIG, RecordsToDelete.beforeOffset(10)))
                        .all()
                        .get();
                assertEquals(written - 10, count(broker, BIG));
                admin.deleteTopics(List.of("big")).all().get();
                assertEquals(Set.of("small"), admin.listTopics().names().get());
            }
            broker.stop();
        }
        try (var broker = OttlaServer.start(data)) {
            write(broker, SMALL);
            assertEquals(2, count(broker, SMALL));
        }
    }

    private static Map<String, Object> settings(OttlaServer broker) {
        return Map.of("bootstrap.servers", broker.bootstrap(), "delivery.timeout.ms", 4000, "request.timeout.ms", 3000);
    }

    private static KafkaProducer<byte[], byte[]> producer(OttlaServer broker) {
        return new KafkaProducer<>(settings(broker), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void write(OttlaServer broker, TopicPartition to) throws ExecutionException, InterruptedException {
        try (var producer = producer(broker)) {
            producer.send(new ProducerRecord<>(to.topic(), to.partition(), null, VALUE))
                    .get();
        }
    }

    /** How many records were acknowledged before one was not. */
    private static long writeUntilRefused(OttlaServer broker) {
        try (var producer = producer(broker)) {
            Forked.run(List.of("prlimit", "--pid", Long.toString(broker.pid()), "--fsize=4000000"))
                    .orFail();
            long[] written = {0};
            var refused = assertThrows(ExecutionException.class, () -> {
                for (; written[0] < 100; written[0]++) {
                    producer.send(new ProducerRecord<>("big", 0, null, VALUE)).get();
                }
            });
            assertInstanceOf(RetriableException.class, refused.getCause());
            return written[0];
        }
    }

    private static long count(OttlaServer broker, TopicPartition of) {
        var partitions = List.of(of);
        try (var consumer =
                new KafkaConsumer<>(settings(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).getOrDefault(of, 0L);
            long count = 0;
            while (consumer.position(of) < end) {
                count += consumer.poll(Duration.ofSeconds(5)).count();
            }
            return count;
        }
    }
}
