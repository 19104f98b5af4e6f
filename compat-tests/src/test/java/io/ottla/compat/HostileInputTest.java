package io.ottla.compat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives on a socket and is not the protocol hurts only its sender: after each case a good client is served. */
class HostileInputTest {
    /** A whole ApiVersions v0 request: size, key 18, version 0, correlation id 7, null client id. */
    private static final byte[] API_VERSIONS = HexFormat.of().parseHex("0000000a" + "00120000" + "00000007" + "ffff");

    private static final int PATIENCE_MS = 10_000;

    private static OttlaServer broker;

    @BeforeAll
    static void start(@TempDir Path data) {
        broker = OttlaServer.start(data);
    }

    @AfterAll
    static void stop() {
        broker.stop();
    }

    @AfterEach
    void a_good_client_is_served() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(API_VERSIONS);
            assertEquals(7, correlationIdOfTheAnswer(socket));
        }
    }

    @Test
    void a_negative_size_closes_the_connection() throws IOException {
        assertCloses(HexFormat.of().parseHex("ffffffff"));
    }

    @Test
    void a_size_over_the_limit_closes_the_connection() throws IOException {
        assertCloses(HexFormat.of().parseHex("7fffffff"));
    }

    @Test
    void a_tls_hello_closes_the_connection() throws IOException {
        assertCloses(HexFormat.of().parseHex("16030100f1010000ed0303"));
    }

    @Test
    void an_http_request_closes_the_connection() throws IOException {
        assertCloses("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
    }

    @Test
    void an_unknown_key_closes_the_connection() throws IOException {
        assertCloses(request(30_000, 0, new byte[0]));
    }

    @Test
    void an_unknown_version_closes_the_connection() throws IOException {
        assertCloses(request(3, 999, new byte[0]));
    }

    @Test
    void a_truncated_body_closes_the_connection() throws IOException {
        assertCloses(request(3, 9, new byte[] {5}));
    }

    @Test
    void an_array_longer_than_its_frame_closes_the_connection() throws IOException {
        assertCloses(request(3, 1, HexFormat.of().parseHex("7fffffff")));
    }

    @Test
    void random_bytes_end_in_a_close_or_an_answer() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            try (var socket = connect()) {
                socket.getOutputStream().write(request(random.nextInt(95), random.nextInt(18), body));
                socket.shutdownOutput();
                awaitEnd(socket, "seed " + seed);
            }
        }
    }

    @Test
    void an_unsupported_api_versions_is_answered_in_version_0() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request(18, 999, new byte[] {0})); // no tagged fields in the header
            var in = new DataInputStream(socket.getInputStream());
            int size = in.readInt();
            assertEquals(7, in.readInt(), "correlation id");
            assertEquals(35, in.readShort(), "UNSUPPORTED_VERSION");
            assertTrue(in.readInt() > 0 && size > 10, "the served versions come with it");
        }
    }

    @Test
    void a_request_that_comes_byte_by_byte_is_answered() throws IOException {
        try (var socket = connect()) {
            for (byte one : API_VERSIONS) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
            }
            assertEquals(7, correlationIdOfTheAnswer(socket));
        }
    }

    @Test
    void a_claim_of_a_hundred_megabytes_costs_nothing_until_it_comes() throws IOException {
        long before = residentBytes();
        var claims = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 50; i++) {
                var socket = connect();
                claims.add(socket);
                socket.getOutputStream()
                        .write(ByteBuffer.allocate(5)
                                .putInt(100 << 20)
                                .put((byte) 0)
                                .array());
            }
            a_good_client_is_served();
            long grown = residentBytes() - before;
            assertTrue(grown < 100L << 20, () -> "grown by " + grown + " bytes");
        } finally {
            for (var socket : claims) {
                socket.close();
            }
        }
    }

    @Test
    void a_thousand_half_open_connections_leave_room_for_a_good_one() throws IOException {
        var halves = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 1000; i++) {
                var socket = connect();
                halves.add(socket);
                socket.getOutputStream().write(API_VERSIONS, 0, i % API_VERSIONS.length);
            }
            a_good_client_is_served();
        } finally {
            for (var socket : halves) {
                socket.close();
            }
        }
    }

    private static void assertCloses(byte[] bytes) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(bytes);
            try {
                assertEquals(-1, socket.getInputStream().read(), "the connection is closed without an answer");
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the connection is still open", e);
            } catch (IOException reset) {
                assertTrue(true, "a reset is a close too");
            }
        }
    }

    private static void awaitEnd(Socket socket, String what) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither answered nor closed: " + what, e);
        } catch (IOException reset) {
            assertTrue(true, "a reset is a close too");
        }
    }

    private static byte[] request(int key, int version, byte[] body) {
        var client = "hostile".getBytes(UTF_8);
        int size = 2 + 2 + 4 + 2 + client.length + body.length;
        return ByteBuffer.allocate(4 + size)
                .putInt(size)
                .putShort((short) key)
                .putShort((short) version)
                .putInt(7)
                .putShort((short) client.length)
                .put(client)
                .put(body)
                .array();
    }

    private static int correlationIdOfTheAnswer(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        int size = in.readInt();
        int correlationId = in.readInt();
        in.skipNBytes(size - 4L);
        return correlationId;
    }

    private static Socket connect() throws IOException {
        var address = List.of(broker.bootstrap().split(":"));
        var socket = new Socket();
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(address.get(0), Integer.parseInt(address.get(1))), PATIENCE_MS);
        return socket;
    }

    private static long residentBytes() throws IOException {
        return broker.residentBytes();
    }
}
