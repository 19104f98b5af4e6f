package io.ottla.compat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Run in a JVM of its own with one version of kafka-clients: writes numbered records with one codec and reads them back.
 * Prints {@code OK <count>}; anything else is a failure.
 */
final class ClientProgram {
    private ClientProgram() {}

    /** Arguments: bootstrap address, topic, codec, count. */
    public static void main(String[] args) throws ExecutionException, InterruptedException {
        int count = Integer.parseInt(args[3]);
        long firstOffset = produce(args[0], args[1], args[2], count);
        consume(args[0], args[1], firstOffset, count);
        System.out.println("OK " + count);
    }

    private static long produce(String bootstrap, String topic, String codec, int count)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "compression.type", codec, "linger.ms", 5, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            Future<RecordMetadata> first = producer.send(record(topic, 0));
            Future<RecordMetadata> last = first;
            for (int i = 1; i < count; i++) {
                last = producer.send(record(topic, i));
            }
            if (last.get().offset() - first.get().offset() != count - 1) {
                throw new IllegalStateException("offsets have holes");
            }
            return first.get().offset();
        }
    }

    private static ProducerRecord<String, String> record(String topic, int i) {
        var record = new ProducerRecord<>(topic, 0, "key-" + i, value(i));
        record.headers().add("number", Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return record;
    }

    private static String value(int i) {
        return "value ".repeat(i % 50) + i;
    }

    private static void consume(String bootstrap, String topic, long firstOffset, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, firstOffset);
            for (int next = 0; next < count; ) {
                for (var record : consumer.poll(Duration.ofSeconds(10))) {
                    boolean same = record.offset() == firstOffset + next
                            && record.key().equals("key-" + next)
                            && record.value().equals(value(next))
                            && record.headers().lastHeader("number") != null;
                    if (!same) {
                        throw new IllegalStateException("at " + next + " came " + record);
                    }
                    next++;
                }
            }
        }
    }
}
