package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.config.AlterClientQuotas;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.topic.CreateTopics;
import io.ottla.wire.message.topic.DeleteTopics;
import io.ottla.wire.message.topic.Metadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client notices of its quotas: an answer at once that says how long it must wait, and then silence for so long (KIP-219). */
class QuotaTest {
    private static final Requests TOPIC = new Requests("t");

    @TempDir
    Path directory;

    private TestBroker broker;
    private WireClient client;

    @BeforeEach
    void start() throws IOException {
        broker = TestBroker.start(directory);
        client = new WireClient(broker.bootstrap());
        create("t", 1, 7);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        broker.close();
    }

    private CreateTopics.Response create(String name, int partitions, int version) throws IOException {
        var topic = new CreateTopics.Topic(name, partitions, (short) 1, List.of(), List.of());
        return client.ask(new CreateTopics.Request(List.of(topic), 1000, false), version);
    }

    private void limit(String type, @Nullable String name, String key, double bound) throws IOException {
        var entry = new AlterClientQuotas.Entry(
                List.of(new AlterClientQuotas.Entity(type, name)),
                List.of(new AlterClientQuotas.Operation(key, bound, false)));
        var altered = client.ask(new AlterClientQuotas.Request(List.of(entry), false), 1);
        assertEquals(ErrorCode.NONE.code(), altered.entries().get(0).errorCode());
    }

    private void produce(int batches, int bytes) throws IOException {
        for (int i = 0; i < batches; i++) {
            client.ask(TOPIC.produce(Requests.batch("x".repeat(bytes)), 1), 9);
        }
    }

    /** How long the connection is silent now. */
    private long silenceMs() throws IOException {
        long before = System.nanoTime();
        client.ask(new Metadata.Request(List.of(), false, false, false), 12);
        return Duration.ofNanos(System.nanoTime() - before).toMillis();
    }

    private static void assertHeldUp(int saidMs, long silentMs) {
        assertTrue(saidMs > 0, "nothing was said of waiting");
        assertTrue(silentMs >= saidMs - 50, "said " + saidMs + " ms, was silent for " + silentMs + " ms");
    }

    @Test
    void who_produces_too_much_is_answered_and_then_held_up() throws IOException {
        limit("client-id", "test", "producer_byte_rate", 100);
        var produced = client.ask(TOPIC.produce(Requests.batch("x".repeat(1100)), 1), 9);
        assertEquals(ErrorCode.NONE.code(), Requests.only(produced).errorCode());
        assertHeldUp(produced.throttleTimeMs(), silenceMs());
        assertTrue(silenceMs() < 1000);
    }

    @Test
    void other_clients_are_not_held_up() throws IOException {
        limit("client-id", "another", "producer_byte_rate", 1);
        limit("user", "somebody", "producer_byte_rate", 1);
        var produced = client.ask(TOPIC.produce(Requests.batch("x".repeat(1000)), 1), 9);
        assertEquals(0, produced.throttleTimeMs());
    }

    @Test
    void who_produces_without_wanting_an_answer_is_held_up_as_well() throws IOException {
        limit("user", null, "producer_byte_rate", 100);
        client.send(TOPIC.produce(Requests.batch("x".repeat(1200)), 0), 9);
        client.forgetLast();
        assertTrue(silenceMs() > 1000);
    }

    @Test
    void who_fetches_too_much_gets_nothing_and_goes_on_later() throws IOException {
        produce(5, 1000);
        limit("user", "ANONYMOUS", "consumer_byte_rate", 450);
        Fetch.Response some = client.ask(TOPIC.fetch().session(0, 0).build(), 12);
        assertEquals(0, some.throttleTimeMs());
        var session = some.sessionId();
        assertTrue(session > 0);
        Fetch.Response none = client.ask(TOPIC.fetch().session(session, 1).build(), 12);
        assertHeldUp(none.throttleTimeMs(), silenceMs());
        assertEquals(List.of(), none.responses());
        assertEquals(session, none.sessionId());
    }

    @Test
    void an_answer_is_no_larger_than_the_quota_allows_at_once() throws IOException {
        produce(5, 1000);
        limit("user", "ANONYMOUS", "consumer_byte_rate", 250);
        var fetched = client.ask(TOPIC.fetch().build(), 12);
        assertTrue(Requests.records(Requests.only(fetched)).remaining() <= 2500);
        assertEquals(0, fetched.throttleTimeMs());
    }

    @Test
    void who_keeps_our_threads_busy_is_held_up_for_a_second_at_most() throws IOException {
        limit("client-id", "test", "request_percentage", 0.000001);
        var produced = client.ask(TOPIC.produce(Requests.batch("x"), 1), 9);
        assertEquals(1000, produced.throttleTimeMs());
        assertHeldUp(produced.throttleTimeMs(), silenceMs());
    }

    @Test
    void who_makes_too_many_partitions_is_refused_where_the_error_is_known() throws IOException {
        limit("user", null, "controller_mutation_rate", 1);
        assertEquals(0, create("many", 20, 7).throttleTimeMs());
        var refused = create("more", 1, 7);
        assertEquals(
                ErrorCode.THROTTLING_QUOTA_EXCEEDED.code(),
                refused.topics().get(0).errorCode());
        assertTrue(refused.throttleTimeMs() > 1000, "held up for " + refused.throttleTimeMs() + " ms");
    }

    @Test
    void who_makes_too_many_partitions_by_an_old_version_is_held_up_afterwards() throws IOException {
        limit("user", null, "controller_mutation_rate", 10);
        var many = create("many", 120, 5);
        assertEquals(ErrorCode.NONE.code(), many.topics().get(0).errorCode());
        assertHeldUp(many.throttleTimeMs(), silenceMs());
        var gone = client.ask(
                new DeleteTopics.Request(List.of(new DeleteTopics.Topic("many", Uuid.ZERO)), List.of(), 1000), 6);
        assertEquals(ErrorCode.NONE.code(), gone.responses().get(0).errorCode());
    }

    @Test
    void a_lifted_quota_binds_nobody() throws IOException {
        limit("user", null, "producer_byte_rate", 100);
        var entry = new AlterClientQuotas.Entry(
                List.of(new AlterClientQuotas.Entity("user", null)),
                List.of(new AlterClientQuotas.Operation("producer_byte_rate", 0, true)));
        client.ask(new AlterClientQuotas.Request(List.of(entry), false), 1);
        assertEquals(
                0,
                client.ask(TOPIC.produce(Requests.batch("x".repeat(5000)), 1), 9)
                        .throttleTimeMs());
    }

    @Test
    void an_address_that_connects_too_often_is_hung_up_on_after_a_while() throws IOException {
        limit("ip", "127.0.0.1", "connection_creation_rate", 1);
        var address = broker.bootstrap();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        int hungUp = 0;
        for (int i = 0; i < 14; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(i < 11 ? 20 : 1500);
                hungUp += isHungUp(socket) ? 1 : 0;
            }
        }
        assertTrue(hungUp > 0, "nobody was hung up on");
    }

    private static boolean isHungUp(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException served) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
