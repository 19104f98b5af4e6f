package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.testkit.OttlaBroker;
import io.ottla.testkit.junit.KafkaBroker;
import io.ottla.testkit.junit.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** One fresh broker, in memory, for each test. */
@KafkaBroker(
        lifetime = KafkaBroker.Lifetime.METHOD,
        topics = @Topic(value = OrderBook.TOPIC, partitions = 3),
        config = "auto.create.topics.enable=false")
class OrderBookTest {

    @Test
    void an_order_that_is_placed_is_in_the_topic(OttlaBroker broker) {
        try (var book = new OrderBook(broker.bootstrapServers())) {
            book.place("ada", "tea");
        }
        var record = broker.records(OrderBook.TOPIC).get(0);
        assertEquals("ada", record.keyText());
        assertEquals("tea", record.valueText());
    }

    @Test
    void an_order_is_there_once_although_the_answer_was_lost(OttlaBroker broker) {
        broker.faults().on("Produce").times(2).loseAnswer();
        try (var book = new OrderBook(broker.bootstrapServers())) {
            book.place("ada", "tea");
        }
        assertEquals(1, broker.records(OrderBook.TOPIC).size());
    }

    @Test
    void an_order_finds_the_next_leader(OttlaBroker broker) {
        try (var book = new OrderBook(broker.bootstrapServers())) {
            book.place("ada", "tea");
            for (var partition = 0; partition < 3; partition++) {
                broker.faults().loseLeader(OrderBook.TOPIC, partition, Duration.ofMillis(200));
            }
            book.place("ada", "scones");
        }
        assertEquals(2, broker.records(OrderBook.TOPIC).size());
    }

    @Test
    void an_order_that_is_refused_is_reported(OttlaBroker broker) {
        try (var refused = broker.faults().on("Produce").fromClient("order-book").refuse("TOPIC_AUTHORIZATION_FAILED");
                var book = new OrderBook(broker.bootstrapServers())) {
            assertThrows(KafkaException.class, () -> book.place("ada", "tea"));
            assertEquals(1, refused.hits());
        }
    }

    @Test
    void a_group_of_consumers_reads_the_orders(@KafkaBroker String bootstrapServers) {
        try (var book = new OrderBook(bootstrapServers)) {
            book.place("ada", "tea");
            book.place("grace", "coffee");
        }
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "group.id", "kitchen", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(OrderBook.TOPIC));
            var orders = new ArrayList<String>();
            while (orders.size() < 2) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> orders.add(record.value()));
            }
            orders.sort(null);
            assertEquals(List.of("coffee", "tea"), orders);
        }
    }
}
