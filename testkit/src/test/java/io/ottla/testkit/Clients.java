package io.ottla.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stock clients of one broker, of text. */
final class Clients {
    private final String bootstrapServers;

    Clients(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    Clients(OttlaBroker broker) {
        this(broker.bootstrapServers());
    }

    KafkaProducer<String, String> producer(Map<String, ?> settings) {
        return new KafkaProducer<>(all(settings), new StringSerializer(), new StringSerializer());
    }

    KafkaConsumer<String, String> consumer(Map<String, ?> settings) {
        var all = all(settings);
        all.putIfAbsent("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    }

    Admin admin() {
        return Admin.create(all(Map.of()));
    }

    private Map<String, Object> all(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    /** Sends one record with a producer of its own, waits until it is acknowledged. */
    RecordMetadata send(String topic, String value) {
        try (var producer = producer(Map.of())) {
            return send(producer, topic, value);
        }
    }

    static RecordMetadata send(KafkaProducer<String, String> producer, String topic, String value) {
        try {
            return producer.send(new ProducerRecord<>(topic, null, value)).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The first so many values of partition 0. */
    List<String> values(String topic, int count) {
        try (var consumer = consumer(Map.of())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            return poll(consumer, count);
        }
    }

    /** Polls until there are so many values, half a minute at most. */
    static List<String> poll(KafkaConsumer<String, String> consumer, int count) {
        var values = new ArrayList<String>();
        var deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (values.size() < count && System.nanoTime() < deadlineNanos) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
        }
        return values;
    }
}
