package io.ottla.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OttlaBrokerTest {
    @Test
    void what_is_sent_is_received() {
        try (var broker = OttlaBroker.start()) {
            broker.createTopic("greetings", 1);
            var clients = new Clients(broker);
            assertEquals(0, clients.send("greetings", "hello").offset());
            assertEquals(1, clients.send("greetings", "world").offset());
            assertEquals(List.of("hello", "world"), clients.values("greetings", 2));
        }
    }

    @Test
    void many_and_large_records_arrive_from_memory_as_they_were_sent() throws Exception {
        try (var broker = OttlaBroker.with("log.segment.bytes", "1048576").start()) {
            broker.createTopic("large", 1);
            var clients = new Clients(broker);
            var sent = new ArrayList<String>();
            try (var producer = clients.producer(Map.of("linger.ms", 1))) {
                var acknowledged = new ArrayList<Future<RecordMetadata>>();
                for (var i = 0; i < 500; i++) {
                    var value = String.valueOf((char) ('a' + i % 26)).repeat(1 + i * 37);
                    sent.add(value);
                    acknowledged.add(producer.send(new ProducerRecord<>("large", null, value)));
                }
                for (var each : acknowledged) {
                    each.get();
                }
            }
            assertEquals(sent, clients.values("large", 500));
            assertEquals(
                    sent,
                    broker.records("large").stream()
                            .map(StoredRecord::valueText)
                            .toList());
        }
    }

    @Test
    void several_run_beside_each_other() {
        try (var one = OttlaBroker.start();
                var other = OttlaBroker.start()) {
            assertNotEquals(one.bootstrapServers(), other.bootstrapServers());
            one.createTopic("mine", 1);
            new Clients(one).send("mine", "x");
            assertEquals("[mine]", one.topics().toString());
            assertEquals("[]", other.topics().toString());
        }
    }

    @Test
    void settings_are_those_of_server_properties() throws Exception {
        try (var broker = OttlaBroker.with("num.partitions", "3")
                        .with("auto.create.topics.enable", "true")
                        .start();
                var admin = new Clients(broker).admin()) {
            new Clients(broker).send("implied", "x");
            var topics =
                    admin.describeTopics(List.of("implied")).allTopicNames().get();
            assertEquals(3, topics.values().iterator().next().partitions().size());
        }
    }

    @Test
    void a_setting_that_cannot_be_is_refused_with_its_name_and_value() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> OttlaBroker.with("num.partitions", "many").start());
        assertTrue(String.valueOf(refused.getMessage()).contains("num.partitions=many"), refused::toString);
        assertThrows(IllegalArgumentException.class, () -> OttlaBroker.with("log.dirs", "/tmp/x"));
    }

    @Test
    void a_port_that_is_taken_is_said_in_one_line_and_leaves_nothing_running() throws InterruptedException {
        try (var broker = OttlaBroker.start()) {
            var before = Leaks.now();
            var refused = assertThrows(
                    IllegalStateException.class,
                    () -> OttlaBroker.with("listeners", "PLAINTEXT://" + broker.bootstrapServers())
                            .start());
            assertTrue(String.valueOf(refused.getMessage()).contains("is in use"), refused::toString);
            Leaks.check(before);
        }
    }

    @Test
    void a_closed_broker_refuses_and_may_be_closed_again() {
        var broker = OttlaBroker.start();
        broker.close();
        broker.close();
        assertThrows(IllegalStateException.class, broker::topics);
        assertThrows(IllegalStateException.class, broker::restart);
    }

    @Nested
    class Groups {
        @Test
        void consume_and_go_on_where_they_have_committed() {
            try (var broker = OttlaBroker.start()) {
                broker.createTopic("t", 2);
                var clients = new Clients(broker);
                clients.send("t", "one");
                assertEquals(List.of("one"), subscribed(clients, 1));
                broker.restart();
                clients.send("t", "two");
                assertEquals(List.of("two"), subscribed(clients, 1));
                assertEquals("[t]", broker.topics().toString());
            }
        }

        private List<String> subscribed(Clients clients, int count) {
            try (var consumer = clients.consumer(Map.of("group.id", "g", "enable.auto.commit", false))) {
                consumer.subscribe(List.of("t"));
                var values = Clients.poll(consumer, count);
                consumer.commitSync();
                return values;
            }
        }
    }

    @Nested
    class Topics {
        @Test
        void are_created_with_settings_seen_and_deleted() throws Exception {
            try (var broker = OttlaBroker.start();
                    var admin = new Clients(broker).admin()) {
                broker.createTopic("compacted", 2, Map.of("cleanup.policy", "compact"));
                broker.createTopic("plain", 1);
                assertEquals("[compacted, plain]", broker.topics().toString());
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, "compacted");
                var configs = admin.describeConfigs(List.of(resource)).all().get();
                var config = configs.values().iterator().next();
                assertEquals("compact", config.get("cleanup.policy").value());
                broker.deleteTopic("plain");
                assertEquals("[compacted]", broker.topics().toString());
            }
        }

        @Test
        void that_cannot_be_are_refused_with_the_reason() {
            try (var broker = OttlaBroker.start()) {
                broker.createTopic("t", 1);
                var twice = assertThrows(IllegalStateException.class, () -> broker.createTopic("t", 1));
                assertTrue(String.valueOf(twice.getMessage()).contains("TOPIC_ALREADY_EXISTS"), twice::toString);
                assertThrows(
                        IllegalStateException.class, () -> broker.createTopic("u", 1, Map.of("retention.ms", "soon")));
                assertThrows(IllegalStateException.class, () -> broker.deleteTopic("none"));
                assertThrows(IllegalStateException.class, () -> broker.records("none"));
            }
        }
    }

    @Nested
    class Records {
        @Test
        void are_shown_with_all_they_have() throws Exception {
            try (var broker = OttlaBroker.start()) {
                broker.createTopic("t", 2);
                try (var producer = new Clients(broker).producer(Map.of("compression.type", "zstd"))) {
                    var record = new ProducerRecord<>("t", 1, 1_700_000_000_000L, "key", "value");
                    record.headers().add("header", new byte[] {'h'});
                    producer.send(record).get();
                    producer.send(new ProducerRecord<>("t", 0, "gone", null)).get();
                }
                var records = broker.records("t");
                assertEquals(2, records.size());
                var tombstone = records.get(0);
                assertEquals("gone", tombstone.keyText());
                assertNull(tombstone.valueText());
                assertNull(tombstone.value());
                var full = records.get(1);
                assertEquals(1, full.partition());
                assertEquals(0, full.offset());
                assertEquals(Instant.ofEpochMilli(1_700_000_000_000L), full.timestamp());
                assertEquals("key", full.keyText());
                assertEquals("value", full.valueText());
                assertEquals(List.of(new StoredRecord.Header("header", "h")), full.headers());
            }
        }
    }

    @Nested
    class Restarted {
        @Test
        void it_is_where_it_was_with_what_it_had() {
            try (var broker = OttlaBroker.start()) {
                broker.createTopic("t", 1);
                var address = broker.bootstrapServers();
                try (var producer = new Clients(broker).producer(Map.of())) {
                    Clients.send(producer, "t", "before");
                    broker.restart();
                    assertEquals(address, broker.bootstrapServers());
                    Clients.send(producer, "t", "after");
                }
                assertEquals(List.of("before", "after"), new Clients(broker).values("t", 2));
            }
        }
    }

    @Nested
    class Directories {
        @TempDir
        Path directory = Path.of("");

        @Test
        void are_kept_if_they_were_named() {
            try (var broker = OttlaBroker.builder().in(directory).start()) {
                broker.createTopic("t", 1);
                new Clients(broker).send("t", "x");
            }
            assertTrue(Files.exists(directory.resolve("t-0")));
            try (var broker = OttlaBroker.builder().in(directory).start()) {
                assertEquals(List.of("x"), new Clients(broker).values("t", 1));
            }
        }

        @Test
        void are_free_again_after_a_start_that_failed() {
            try (var other = OttlaBroker.start()) {
                var taken = "PLAINTEXT://" + other.bootstrapServers();
                assertThrows(
                        IllegalStateException.class,
                        () -> OttlaBroker.builder()
                                .in(directory)
                                .with("listeners", taken)
                                .start());
                try (var broker = OttlaBroker.builder().in(directory).start()) {
                    broker.createTopic("t", 1);
                }
                assertThrows(
                        IllegalStateException.class,
                        () -> OttlaBroker.builder()
                                .in(directory)
                                .with("listeners", taken)
                                .start());
            }
            try (var broker = OttlaBroker.builder().in(directory).start()) {
                assertEquals(Set.of("t"), broker.topics());
            }
        }

        @Test
        void of_its_own_are_gone_with_it() throws IOException {
            var place = Storage.temporaryDirectory().open();
            try (var broker = new ClosingBroker(RunningBroker.start(Map.of(), () -> place))) {
                broker.running().inside().createTopic("t", 1, Map.of());
                new Clients(broker.running().bootstrapServers()).send("t", "x");
                assertTrue(Files.exists(place.directory().resolve("t-0")));
            }
            assertFalse(Files.exists(place.directory()));
        }

        private record ClosingBroker(RunningBroker running) implements AutoCloseable {
            @Override
            public void close() {
                running.close();
            }
        }
    }
}
