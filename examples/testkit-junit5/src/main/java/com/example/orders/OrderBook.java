package com.example.orders;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is to be tested: it writes orders to a topic, each once. */
public final class OrderBook implements AutoCloseable {
    public static final String TOPIC = "orders";

    private final KafkaProducer<String, String> producer;

    public OrderBook(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "client.id", "order-book"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Returns once the order is written. */
    public void place(String customer, String order) {
        try {
            producer.send(new ProducerRecord<>(TOPIC, customer, order)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("the order is not placed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted; the order may be placed or not", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
