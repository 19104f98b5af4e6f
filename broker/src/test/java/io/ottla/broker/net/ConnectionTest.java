package io.ottla.broker.net;

import static io.ottla.broker.net.Frames.all;
import static io.ottla.broker.net.Frames.frame;
import static io.ottla.broker.net.Frames.large;
import static io.ottla.broker.net.Frames.reply;
import static io.ottla.broker.net.Frames.send;
import static io.ottla.broker.net.Frames.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    @Nested
    class Requests {
        @Test
        void a_frame_that_comes_byte_by_byte_is_one_request() throws IOException {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                for (var one : frame("E slowly")) {
                    send(socket, new byte[] {one});
                }
                assertEquals("E slowly", text(socket));
            }
        }

        @Test
        void many_frames_in_one_read_are_answered_in_order() throws IOException {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                var many = new String[1000];
                for (var i = 0; i < many.length; i++) {
                    many[i] = "E" + i;
                }
                send(socket, all(many));
                for (var one : many) {
                    assertEquals(one, text(socket));
                }
            }
        }

        @Test
        void frames_of_any_size_cut_anywhere_arrive_whole() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                var random = new Random(Long.getLong("seed", 42));
                var contents = new ArrayList<byte[]>();
                var stream = new ByteArrayOutputStream();
                for (var i = 0; i < 300; i++) {
                    contents.add(large('E', 1 + random.nextInt(1 << random.nextInt(19))));
                    stream.write(frame(contents.get(i)));
                }
                var writer = new Thread(() -> sendInPieces(socket, stream.toByteArray(), random));
                writer.start();
                for (var content : contents) {
                    assertArrayEquals(content, reply(socket));
                }
                writer.join();
                assertEquals(0, server.heldBytes(), "bytes still accounted for");
            }
        }

        private void sendInPieces(Socket socket, byte[] all, Random random) {
            try {
                for (var from = 0; from < all.length; ) {
                    var length = Math.min(all.length - from, 1 + random.nextInt(1 << random.nextInt(18)));
                    socket.getOutputStream().write(all, from, length);
                    from += length;
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void held_frames_keep_their_bytes_while_others_arrive() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect();
                    var other = server.connect()) {
                var kept = large('H', 10_000);
                send(socket, frame(kept));
                var exchange = server.held.take();
                for (var i = 0; i < 200; i++) {
                    send(other, frame(large('E', 8_000)));
                    reply(other);
                }
                server.release(exchange);
                assertArrayEquals(kept, reply(socket));
            }
        }
    }

    @Nested
    class Replies {
        @Test
        void leave_in_the_order_of_the_requests_whatever_order_they_come_in() throws Exception {
            try (var server = EchoServer.withLoops(2);
                    var socket = server.connect()) {
                send(socket, all("H1", "E2", "H3", "N4", "E5"));
                var first = server.held.take();
                var third = server.held.take();
                server.release(third);
                server.release(first);
                assertEquals(
                        List.of("H1", "E2", "H3", "E5"),
                        List.of(text(socket), text(socket), text(socket), text(socket)));
            }
        }

        @Test
        void of_requests_that_must_not_overlap_are_given_one_by_one() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                send(socket, all("H1", "S2", "E3"));
                var first = server.held.take();
                socket.setSoTimeout(200);
                assertFalse(readable(socket));
                server.release(first);
                socket.setSoTimeout(10_000);
                assertEquals(List.of("H1", "S2", "E3"), List.of(text(socket), text(socket), text(socket)));
            }
        }

        @Test
        void a_peer_that_does_not_read_is_not_read_either() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                for (var i = 0; i < 60; i++) {
                    send(socket, frame("B" + i));
                }
                send(socket, frame("H last"));
                assertNull(server.held.poll(300, TimeUnit.MILLISECONDS), "the last request has been read");
                for (var i = 0; i < 60; i++) {
                    assertEquals(1_000_000, reply(socket).length);
                }
                server.release(server.held.take());
                assertEquals("H last", text(socket));
            }
        }

        @Test
        void at_most_so_many_requests_of_a_connection_are_under_way() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                for (var i = 0; i < Connection.MOST_PIPELINED + 10; i++) {
                    send(socket, frame("H" + i));
                }
                await(() -> server.held.size() == Connection.MOST_PIPELINED);
                for (var i = 0; i < Connection.MOST_PIPELINED + 10; i++) {
                    server.release(server.held.take());
                    assertEquals("H" + i, text(socket));
                }
            }
        }
    }

    @Nested
    class Bounds {
        @Test
        void a_claim_beyond_the_limit_closes() throws IOException {
            try (var server = EchoServer.start(Map.of("socket.request.max.bytes", "1000"))) {
                assertClosedAfter(server, ByteBuffer.allocate(4).putInt(1001).array());
                assertClosedAfter(server, ByteBuffer.allocate(4).putInt(-1).array());
            }
        }

        @Test
        void a_malformed_request_closes_after_the_replies_before_it() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                send(socket, all("E1", "H2", "M3", "E4"));
                server.release(server.held.take());
                assertEquals("E1", text(socket));
                assertEquals("H2", text(socket));
                assertEquals(-1, socket.getInputStream().read());
            }
        }

        @Test
        void a_reply_that_cannot_be_written_closes_after_the_replies_before_it() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                send(socket, all("E1", "H2", "D3", "E4"));
                server.release(server.held.take());
                assertEquals("E1", text(socket));
                assertEquals("H2", text(socket));
                assertEquals(-1, socket.getInputStream().read());
            }
        }

        @Test
        void a_reply_that_is_too_large_closes_after_the_replies_before_it() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                send(socket, all("E1", "L2", "E3"));
                assertEquals("E1", text(socket));
                assertEquals(-1, socket.getInputStream().read());
            }
        }

        @Test
        void over_the_budget_connections_wait_and_lose_nothing() throws Exception {
            try (var server = EchoServer.start(Map.of("queued.max.request.bytes", "100000"));
                    var one = server.connect();
                    var two = server.connect()) {
                send(one, frame(large('H', 60_000)));
                send(one, frame(large('H', 60_000)));
                await(() -> server.held.size() == 2);
                send(two, frame("E waits"));
                two.setSoTimeout(200);
                assertFalse(readable(two), "answered while the broker is full");
                server.release(server.held.take());
                server.release(server.held.take());
                two.setSoTimeout(10_000);
                assertEquals("E waits", text(two));
                assertEquals(0, server.heldBytes());
            }
        }

        @Test
        void a_claim_costs_what_has_arrived_and_not_what_was_claimed() throws Exception {
            try (var server = EchoServer.start();
                    var socket = server.connect()) {
                send(socket, ByteBuffer.allocate(104).putInt(90 << 20).array());
                await(() -> server.heldBytes() > 0);
                assertTrue(server.heldBytes() <= 4096, () -> "takes " + server.heldBytes());
                socket.shutdownOutput();
                await(() -> server.heldBytes() == 0);
            }
        }

        @Test
        void a_silent_connection_is_closed() throws IOException {
            try (var server = EchoServer.start(Map.of("connections.max.idle.ms", "100"));
                    var socket = server.connect()) {
                send(socket, frame("E"));
                assertEquals("E", text(socket));
                assertEquals(-1, socket.getInputStream().read());
            }
        }

        @Test
        void an_address_with_too_many_connections_has_the_next_one_closed() throws Exception {
            try (var server = EchoServer.start(Map.of("max.connections.per.ip", "1"));
                    var first = server.connect()) {
                send(first, frame("E"));
                assertEquals("E", text(first));
                try (var second = server.connect()) {
                    assertEquals(-1, readOrReset(second));
                }
                first.shutdownOutput();
                await(() -> server.arrivedConnections() == 0);
                try (var third = server.connect()) {
                    send(third, frame("E again"));
                    assertEquals("E again", text(third));
                }
            }
        }

        @Test
        void at_max_connections_the_next_one_waits_for_one_to_close() throws Exception {
            try (var server = EchoServer.start(Map.of("max.connections", "1"));
                    var first = server.connect();
                    var second = server.connect()) {
                send(first, frame("E1"));
                assertEquals("E1", text(first));
                send(second, frame("E2"));
                second.setSoTimeout(200);
                assertFalse(readable(second));
                first.shutdownOutput();
                second.setSoTimeout(10_000);
                assertEquals("E2", text(second));
            }
        }
    }

    @Test
    void draining_answers_what_is_under_way_and_closes() throws Exception {
        try (var server = EchoServer.start();
                var socket = server.connect();
                var idle = server.connect()) {
            send(idle, frame("E"));
            text(idle);
            send(socket, frame("H"));
            var exchange = server.held.take();
            var drain = new Thread(() -> drain(server));
            drain.start();
            assertEquals(-1, idle.getInputStream().read());
            server.release(exchange);
            assertEquals("H", text(socket));
            assertEquals(-1, socket.getInputStream().read());
            drain.join();
        }
    }

    private static void drain(EchoServer server) {
        try {
            server.drain(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertClosedAfter(EchoServer server, byte[] bytes) throws IOException {
        try (var socket = server.connect()) {
            send(socket, bytes);
            assertEquals(-1, readOrReset(socket));
        }
    }

    private static int readOrReset(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    private static boolean readable(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException silent) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (var end = System.nanoTime() + 10_000_000_000L; !condition.getAsBoolean(); ) {
            assertTrue(System.nanoTime() < end, "it has not come to pass within ten seconds");
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
