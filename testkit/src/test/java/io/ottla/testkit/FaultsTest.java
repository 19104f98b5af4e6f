package io.ottla.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Map<String, Object> IMPATIENT =
            Map.of("request.timeout.ms", 300, "delivery.timeout.ms", 400, "linger.ms", 0);
    private static final Map<String, Object> ONCE = Map.of("retries", 0, "enable.idempotence", false);

    private final OttlaBroker broker = OttlaBroker.start();
    private final Clients clients = new Clients(broker);
    private final Faults faults = broker.faults();

    @BeforeEach
    void makeTopic() {
        broker.createTopic("t", 1);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private List<String> written() {
        return broker.records("t").stream()
                .map(record -> String.valueOf(record.valueText()))
                .toList();
    }

    private static long millis(Runnable task) {
        var beforeNanos = System.nanoTime();
        task.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beforeNanos);
    }

    @Nested
    class Refused {
        @Test
        void requests_are_not_done_and_say_the_error() {
            try (var fault = faults.on("Produce").refuse("TOPIC_AUTHORIZATION_FAILED")) {
                assertThrows(TopicAuthorizationException.class, () -> clients.send("t", "x"));
                assertEquals(1, fault.hits());
            }
            assertEquals(List.of(), written());
        }

        @Test
        void as_often_as_was_said_and_then_served() {
            var fault = faults.on("PRODUCE").times(2).refuse("NOT_ENOUGH_REPLICAS");
            clients.send("t", "x");
            assertEquals(2, fault.hits());
            assertTrue(faults.areNone());
            assertEquals(List.of("x"), written());
        }

        @Test
        void only_those_of_the_client_that_is_meant() {
            faults.on("Produce").fromClient("unlucky").refuse("NOT_ENOUGH_REPLICAS");
            try (var lucky = clients.producer(Map.of("client.id", "lucky"));
                    var unlucky = clients.producer(with(ONCE, "client.id", "unlucky"))) {
                Clients.send(lucky, "t", "x");
                assertThrows(NotEnoughReplicasException.class, () -> Clients.send(unlucky, "t", "y"));
            }
            assertEquals(List.of("x"), written());
        }

        @Test
        void requests_without_an_answer_break_the_connection() throws Exception {
            var fault = faults.on("Produce").times(1).refuse("NOT_ENOUGH_REPLICAS");
            try (var producer = clients.producer(with(ONCE, "acks", "0"))) {
                producer.send(new ProducerRecord<>("t", null, "lost")).get();
                producer.flush();
            }
            assertEquals(1, fault.hits());
            assertEquals(List.of(), written());
        }

        @Test
        void until_they_are_cleared() {
            faults.onAny().refuse("UNKNOWN_SERVER_ERROR");
            faults.clear();
            clients.send("t", "x");
        }
    }

    @Nested
    class Disconnected {
        @Test
        void requests_are_not_done() {
            try (var producer = clients.producer(ONCE);
                    var fault = faults.on("Produce").disconnect()) {
                assertThrows(NetworkException.class, () -> Clients.send(producer, "t", "x"));
                assertEquals(1, fault.hits());
            }
            assertEquals(List.of(), written());
        }

        @Test
        void clients_try_again() {
            faults.on("Produce").times(2).disconnect();
            clients.send("t", "x");
            assertEquals(List.of("x"), written());
        }
    }

    @Nested
    class Delayed {
        @Test
        void requests_are_done_later() {
            try (var producer = clients.producer(Map.of())) {
                Clients.send(producer, "t", "warm");
                faults.on("Produce").delay(Duration.ofMillis(300));
                var tookMs = millis(() -> Clients.send(producer, "t", "x"));
                assertTrue(tookMs >= 300, () -> tookMs + " ms");
            }
        }

        @Test
        void what_follows_on_the_connection_does_not_overtake() throws Exception {
            try (var producer = clients.producer(Map.of("batch.size", 1, "linger.ms", 0))) {
                Clients.send(producer, "t", "0");
                faults.on("Produce").times(3).delay(Duration.ofMillis(50));
                var sent = new ArrayList<Future<RecordMetadata>>();
                for (var i = 1; i < 20; i++) {
                    sent.add(producer.send(new ProducerRecord<>("t", null, Integer.toString(i))));
                }
                for (var each : sent) {
                    each.get(30, TimeUnit.SECONDS);
                }
            }
            for (var i = 0; i < 20; i++) {
                assertEquals(Integer.toString(i), written().get(i));
            }
        }

        @Test
        void a_broker_with_delayed_requests_closes_at_once_and_keeps_nothing() throws Exception {
            var before = Leaks.now();
            try (var slow = OttlaBroker.start();
                    var producer = new Clients(slow).producer(IMPATIENT)) {
                slow.createTopic("t", 1);
                Clients.send(producer, "t", "warm");
                slow.faults().on("Produce").delay(Duration.ofMinutes(10));
                assertThrows(TimeoutException.class, () -> Clients.send(producer, "t", "x".repeat(900_000)));
            }
            Leaks.check(before);
        }
    }

    @Nested
    class Lost {
        @Test
        void requests_are_neither_done_nor_answered() {
            try (var producer = clients.producer(IMPATIENT)) {
                Clients.send(producer, "t", "warm");
                faults.on("Produce").times(1).loseRequest();
                assertThrows(TimeoutException.class, () -> Clients.send(producer, "t", "x"));
            }
            assertEquals(List.of("warm"), written());
        }

        @Test
        void answers_leave_done_what_the_client_cannot_know() {
            try (var producer = clients.producer(ONCE)) {
                Clients.send(producer, "t", "warm");
                faults.on("Produce").times(1).loseAnswer();
                assertThrows(NetworkException.class, () -> Clients.send(producer, "t", "x"));
            }
            assertEquals(List.of("warm", "x"), written());
        }

        @Test
        void answers_are_asked_for_again_by_an_idempotent_producer_and_nothing_is_there_twice() {
            var fault = faults.on("Produce").times(3).loseAnswer();
            assertEquals(0, clients.send("t", "x").offset());
            assertEquals(3, fault.hits());
            assertEquals(List.of("x"), written());
        }
    }

    @Nested
    class Leaders {
        @Test
        void that_change_are_found_again() {
            try (var producer = clients.producer(Map.of())) {
                Clients.send(producer, "t", "before");
                faults.changeLeader("t", 0);
                Clients.send(producer, "t", "after");
            }
            assertEquals(List.of("before", "after"), clients.values("t", 2));
        }

        @Test
        void that_are_gone_are_waited_for() {
            try (var producer = clients.producer(Map.of())) {
                Clients.send(producer, "t", "before");
                var gone = Duration.ofMillis(500);
                faults.loseLeader("t", 0, gone);
                var tookMs = millis(() -> Clients.send(producer, "t", "after"));
                assertTrue(tookMs >= 400, () -> tookMs + " ms");
            }
        }

        @Test
        void of_a_partition_there_is_not_cannot_change() {
            assertThrows(IllegalStateException.class, () -> faults.changeLeader("t", 7));
        }
    }

    @Nested
    class Readers {
        private final TopicPartition partition = new TopicPartition("t", 0);

        @Test
        void read_everything_once_whatever_befalls_their_fetches() {
            try (var producer = clients.producer(Map.of());
                    var consumer = clients.consumer(Map.of())) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                var refused = faults.on("Fetch").times(2).refuse("NOT_LEADER_OR_FOLLOWER");
                Clients.send(producer, "t", "refused");
                assertEquals(List.of("refused"), Clients.poll(consumer, 1));
                var cut = faults.on("Fetch").times(2).disconnect();
                Clients.send(producer, "t", "cut");
                assertEquals(List.of("cut"), Clients.poll(consumer, 1));
                var late = faults.on("Fetch").times(2).delay(Duration.ofMillis(100));
                Clients.send(producer, "t", "late");
                assertEquals(List.of("late"), Clients.poll(consumer, 1));
                faults.changeLeader("t", 0);
                Clients.send(producer, "t", "led anew");
                assertEquals(List.of("led anew"), Clients.poll(consumer, 1));
                assertEquals(List.of(2, 2), List.of(refused.hits(), cut.hits()));
                assertTrue(late.hits() > 0);
            }
        }

        @Test
        void commit_again_what_was_not_taken() {
            try (var consumer = clients.consumer(Map.of("group.id", "g"))) {
                consumer.assign(List.of(partition));
                var refused = faults.on("OffsetCommit").times(2).refuse("COORDINATOR_LOAD_IN_PROGRESS");
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(7)));
                assertEquals(2, refused.hits());
                faults.on("OffsetCommit").times(1).loseAnswer();
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(8)));
                assertEquals(Map.of(partition, new OffsetAndMetadata(8)), consumer.committed(Set.of(partition)));
            }
        }

        @Test
        void join_again_when_their_generation_is_over() {
            var settings = Map.of("group.id", "g", "heartbeat.interval.ms", 50);
            try (var consumer = clients.consumer(settings)) {
                var assigned = new AtomicInteger();
                consumer.subscribe(List.of("t"), new ConsumerRebalanceListener() {
                    @Override
                    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                        assigned.incrementAndGet();
                    }

                    @Override
                    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
                });
                clients.send("t", "x");
                assertEquals(List.of("x"), Clients.poll(consumer, 1));
                faults.on("Heartbeat").times(1).refuse("ILLEGAL_GENERATION");
                var deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (assigned.get() < 2 && System.nanoTime() < deadlineNanos) {
                    consumer.poll(Duration.ofMillis(50));
                }
                assertEquals(2, assigned.get());
            }
        }
    }

    @Nested
    class Names {
        @Test
        void are_kafkas_and_no_others() {
            assertThrows(IllegalArgumentException.class, () -> faults.on("Prodoose"));
            assertThrows(
                    IllegalArgumentException.class, () -> faults.on("Produce").refuse("NO_SUCH_ERROR"));
            assertThrows(
                    IllegalArgumentException.class, () -> faults.on("Produce").refuse("NONE"));
            assertThrows(
                    IllegalArgumentException.class, () -> faults.on("Produce").times(0));
            assertEquals(
                    "refuse with NOT_CONTROLLER on CreateTopics, 0 so far",
                    faults.on("create_topics").refuse("not_controller").toString());
        }
    }

    private static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
        var all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }
}
