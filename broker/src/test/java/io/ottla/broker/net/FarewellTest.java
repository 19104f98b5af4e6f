package io.ottla.broker.net;

import static io.ottla.broker.net.Frames.all;
import static io.ottla.broker.net.Frames.frame;
import static io.ottla.broker.net.Frames.large;
import static io.ottla.broker.net.Frames.reply;
import static io.ottla.broker.net.Frames.send;
import static io.ottla.broker.net.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How connections end that still have something to receive. */
class FarewellTest {
    private static final int UNREAD_BYTES = 2_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void answers_arrive_though_the_peer_has_sent_more_than_was_read() throws Exception {
        try (var server = EchoServer.start();
                var socket = server.connect()) {
            send(socket, all("H1", "M2"));
            send(socket, frame(large('E', UNREAD_BYTES)));
            server.release(server.held.take());
            assertEquals("H1", text(socket));
            assertEquals(-1, socket.getInputStream().read(), "the end comes as an end, not as a reset");
        }
    }

    @Test
    void a_long_answer_is_sent_to_its_end_before_the_connection_closes() throws Exception {
        try (var server = EchoServer.start();
                var socket = server.connect()) {
            for (var i = 0; i < 20; i++) {
                send(socket, frame("B" + i));
            }
            send(socket, frame("M"));
            for (var i = 0; i < 20; i++) {
                assertEquals(1_000_000, reply(socket).length);
            }
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void what_the_peer_sends_meanwhile_is_read_and_forgotten() throws Exception {
        try (var server = EchoServer.start();
                var socket = server.connect()) {
            send(socket, all("E1", "M2"));
            assertEquals("E1", text(socket));
            send(socket, frame(large('H', 5_000_000)));
            assertEquals(-1, socket.getInputStream().read());
            assertTrue(server.held.isEmpty(), "a request was taken after the end");
            assertEquals(0, server.heldBytes());
        }
    }

    @Test
    void a_peer_that_neither_reads_nor_closes_holds_up_nobody_for_long() throws Exception {
        try (var server = EchoServer.start();
                var reads = server.connect();
                var sleeps = server.connect()) {
            send(reads, frame("E"));
            text(reads);
            for (var i = 0; i < 60; i++) {
                send(sleeps, frame("B" + i));
            }
            send(sleeps, frame("E"));
            var startNanos = System.nanoTime();
            startToDrain(server).join();
            var took = Duration.ofNanos(System.nanoTime() - startNanos);
            assertTrue(took.compareTo(PATIENCE) < 0, () -> "took " + took);
            assertEquals(-1, reads.getInputStream().read());
            assertEquals(0, server.arrivedConnections());
        }
    }

    @Test
    void a_connection_that_has_been_silent_for_long_closes_at_once() throws Exception {
        try (var server = EchoServer.start();
                var socket = server.connect()) {
            send(socket, frame("E"));
            assertEquals("E", text(socket));
            TimeUnit.NANOSECONDS.sleep(Farewell.LONGEST.toNanos());
            var startNanos = System.nanoTime();
            startToDrain(server).join();
            var took = Duration.ofNanos(System.nanoTime() - startNanos);
            assertTrue(took.compareTo(Farewell.LONGEST) < 0, () -> "took " + took);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private static Thread startToDrain(EchoServer server) {
        var drain = new Thread(() -> drain(server));
        drain.start();
        return drain;
    }

    private static void drain(EchoServer server) {
        try {
            server.drain(PATIENCE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
