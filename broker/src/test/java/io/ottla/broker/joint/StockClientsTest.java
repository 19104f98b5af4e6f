package io.ottla.broker.joint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kafka-clients 4.4.0 against a broker in this process. */
class StockClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void what_is_produced_is_consumed_in_order(String codec) throws Exception {
        try (var broker = TestBroker.start(directory);
                var producer = broker.producer(Map.of("compression.type", codec, "linger.ms", 5));
                var consumer = broker.consumer(Map.of())) {
            var sent = send(producer, "words", 5_000, i -> "word " + i);
            assertEquals(4_999, sent.get(4_999).get().offset());
            assertEquals(words(0, 5_000), read(consumer, "words", 5_000));
        }
    }

    @Test
    void records_survive_a_restart_and_offsets_go_on() throws Exception {
        for (var round = 0; round < 3; round++) {
            try (var broker = TestBroker.start(directory);
                    var producer = broker.producer(Map.of());
                    var consumer = broker.consumer(Map.of())) {
                var first = round * 1_000;
                var sent = send(producer, "kept", 1_000, i -> "word " + (first + i));
                assertEquals(first + 999, sent.get(999).get().offset());
                assertEquals(words(0, first + 1_000), read(consumer, "kept", first + 1_000));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void every_kind_of_acknowledgement_is_given(String acks) throws Exception {
        try (var broker = TestBroker.start(directory);
                var producer = broker.producer(Map.of("acks", acks, "enable.idempotence", acks.equals("all")));
                var consumer = broker.consumer(Map.of())) {
            for (var sent : send(producer, "acked", 100, i -> "word " + i)) {
                sent.get();
            }
            assertEquals(words(0, 100), read(consumer, "acked", 100));
        }
    }

    @Test
    void durable_acknowledgements_are_given_to_many_at_once() throws Exception {
        try (var broker = TestBroker.start(directory, Map.of("log.flush.interval.messages", "1"));
                var one = broker.producer(Map.of("batch.size", 0));
                var other = broker.producer(Map.of("batch.size", 0));
                var consumer = broker.consumer(Map.of())) {
            var sent = send(one, "durable", 200, i -> "one " + i);
            sent.addAll(send(other, "durable", 200, i -> "other " + i));
            for (var each : sent) {
                each.get();
            }
            assertEquals(400, read(consumer, "durable", 400).size());
        }
    }

    @Test
    void large_batches_arrive_whole_over_several_loops() throws Exception {
        var random = new Random(Long.getLong("seed", 7));
        var values = new ArrayList<byte[]>();
        for (var i = 0; i < 40; i++) {
            var value = new byte[1 + random.nextInt(900_000)];
            random.nextBytes(value);
            values.add(value);
        }
        var settings = Map.of("num.network.threads", "2", "num.partitions", "3");
        try (var broker = TestBroker.start(directory, settings);
                var producer = broker.producer(Map.of("batch.size", 500_000));
                var consumer = broker.consumer(Map.of())) {
            for (var i = 0; i < values.size(); i++) {
                var unused = producer.send(new ProducerRecord<>("large", i % 3, null, values.get(i)));
            }
            producer.flush();
            for (var partition = 0; partition < 3; partition++) {
                var read = readBytes(consumer, new TopicPartition("large", partition), partition == 0 ? 14 : 13);
                for (var i = 0; i < read.size(); i++) {
                    assertArrayEquals(values.get(i * 3 + partition), read.get(i));
                }
            }
        }
    }

    @Test
    void a_batch_over_the_limit_is_refused_and_the_connection_lives() throws Exception {
        try (var broker = TestBroker.start(directory, Map.of("message.max.bytes", "10000"));
                var producer = broker.producer(Map.of())) {
            var tooLarge = producer.send(new ProducerRecord<>("limited", new byte[20_000]));
            var failure = assertThrows(ExecutionException.class, tooLarge::get);
            assertTrue(failure.getCause() instanceof RecordTooLargeException, () -> "is " + failure.getCause());
            assertEquals(
                    0,
                    producer.send(new ProducerRecord<>("limited", new byte[10]))
                            .get()
                            .offset());
        }
    }

    @Test
    void a_waiting_reader_is_woken_by_what_is_written() throws Exception {
        try (var broker = TestBroker.start(directory);
                var producer = broker.producer(Map.of());
                var consumer = broker.consumer(Map.of("fetch.max.wait.ms", 10_000))) {
            var partition = new TopicPartition("news", 0);
            producer.send(new ProducerRecord<>("news", "first".getBytes(UTF_8))).get();
            assertEquals(List.of("first"), texts(readBytes(consumer, partition, 1)));
            consumer.poll(Duration.ofMillis(50));
            producer.send(new ProducerRecord<>("news", "second".getBytes(UTF_8)))
                    .get();
            var startNanos = System.nanoTime();
            while (consumer.poll(PATIENCE).isEmpty()) {
                assertTrue(System.nanoTime() - startNanos < PATIENCE.toNanos());
            }
            assertTrue(System.nanoTime() - startNanos < 5_000_000_000L, "the reader slept through the news");
        }
    }

    @Test
    void offsets_are_found_by_time() throws Exception {
        try (var broker = TestBroker.start(directory);
                var producer = broker.producer(Map.of());
                var consumer = broker.consumer(Map.of())) {
            for (var i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>("dated", 0, 1_000_000L + i * 10L, null, new byte[1]))
                        .get();
            }
            var partition = new TopicPartition("dated", 0);
            assertEquals(0, consumer.beginningOffsets(List.of(partition)).get(partition));
            assertEquals(10, consumer.endOffsets(List.of(partition)).get(partition));
            var found = consumer.offsetsForTimes(Map.of(partition, 1_000_041L)).get(partition);
            assertNotNull(found);
            assertEquals(5, found.offset());
            assertEquals(1_000_050, found.timestamp());
        }
    }

    private interface Text {
        String at(int index);
    }

    private static List<Future<RecordMetadata>> send(
            Producer<byte[], byte[]> producer, String topic, int count, Text text) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var i = 0; i < count; i++) {
            sent.add(producer.send(new ProducerRecord<>(topic, text.at(i).getBytes(UTF_8))));
        }
        producer.flush();
        return sent;
    }

    private static List<String> words(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "word " + i).toList();
    }

    private static List<String> read(KafkaConsumer<byte[], byte[]> consumer, String topic, int count) {
        return texts(readBytes(consumer, new TopicPartition(topic, 0), count));
    }

    private static List<String> texts(List<byte[]> values) {
        return values.stream().map(value -> new String(value, UTF_8)).toList();
    }

    private static List<byte[]> readBytes(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, int count) {
        consumer.assign(List.of(partition));
        var read = new ArrayList<byte[]>();
        for (var end = System.nanoTime() + PATIENCE.toNanos(); read.size() < count && System.nanoTime() < end; ) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.value()));
        }
        assertEquals(count, read.size(), "records read of " + partition);
        return read;
    }
}
