package io.ottla.compat.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives on a socket and is no request closes that connection, and the log says whose and why. */
class FramesTest {
    private static Besieged broker;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        broker = Besieged.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void a_negative_size_closes() throws Exception {
        assertCloses(hex("ffffffff"), "a request of negative size -1");
        assertCloses(hex("80000000"), "a request of negative size -2147483648");
    }

    @Test
    void a_size_over_the_limit_closes() throws Exception {
        assertCloses(hex("7fffffff"), "a request of 2147483647 bytes, more than socket.request.max.bytes=104857600");
        assertCloses(hex("06400001"), "a request of 104857601 bytes");
    }

    @Test
    void a_tls_hello_closes() throws Exception {
        assertCloses(hex("16030100f1010000ed0303"), "a TLS handshake on a listener without TLS");
    }

    @Test
    void an_http_request_closes() throws Exception {
        assertCloses("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1), "an HTTP request");
        assertCloses("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1), "an HTTP/2 request");
    }

    @Test
    void an_empty_frame_closes() throws Exception {
        assertCloses(hex("00000000"), "a malformed request");
    }

    @Test
    void unknown_keys_and_versions_close() throws Exception {
        assertCloses(request(30_000, 0, ""), "30000");
        assertCloses(request(-1, 0, ""), "-1");
        assertCloses(request(3, 999, ""), "Metadata 999 is not served");
        assertCloses(request(3, -1, ""), "Metadata -1 is not served");
    }

    @Test
    void a_truncated_body_closes() throws Exception {
        assertCloses(request(3, 9, "05"), "a malformed request");
    }

    @Test
    void an_array_longer_than_its_frame_closes() throws Exception {
        assertCloses(request(3, 1, "7fffffff"), "a malformed request");
    }

    @Test
    void an_api_versions_of_an_unknown_version_is_answered_in_version_0() throws Exception {
        try (var peer = broker.connect()) {
            peer.send(request(18, 999, "00")); // no tagged fields in the header
            var answer = Objects.requireNonNull(peer.next());
            assertEquals(7, answer.getInt(), "correlation id");
            assertEquals(35, answer.getShort(), "UNSUPPORTED_VERSION");
            assertTrue(answer.getInt() > 0, "the served versions come with it");
        }
    }

    @Test
    void garbage_of_any_length_ends_in_a_close() throws Exception {
        var random = new Random(Long.getLong("seed", 42));
        broker.during(() -> {
            for (int i = 0; i < 500; i++) {
                var garbage = new byte[4 + random.nextInt(1 << random.nextInt(18))];
                random.nextBytes(garbage);
                garbage[0] |= (byte) 0x80; // else it may only be a frame that has not ended yet
                endsAfter(garbage, i);
            }
        });
    }

    @Test
    void garbage_in_a_frame_ends_in_a_close_or_an_answer() throws Exception {
        var random = new Random(Long.getLong("seed", 42));
        broker.during(() -> {
            for (int i = 0; i < 2_000; i++) {
                var content = new byte[8 + random.nextInt(200)];
                random.nextBytes(content);
                ByteBuffer.wrap(content)
                        .putShort((short) random.nextInt(ApiKeys.values().length))
                        .putShort((short) random.nextInt(18));
                endsAfter(Peer.frame(ByteBuffer.wrap(content)), i);
            }
        });
    }

    @Test
    void tagged_fields_without_end_cost_no_more_than_their_bytes() throws Exception {
        var tags = ByteBuffer.allocate(5 << 20);
        tags.putShort(ApiKeys.API_VERSIONS.id).putShort((short) 3).putInt(7).putShort((short) -1);
        tags.put(hex("ffffff7f")); // so many follow
        while (tags.remaining() > 8) {
            tags.put((byte) 0x7f).put((byte) 0);
        }
        var frame = Peer.frame(tags.flip());
        broker.during(() -> {
            for (int i = 0; i < 20; i++) {
                endsAfter(frame, i);
            }
        });
    }

    private static void endsAfter(byte[] bytes, int number) throws IOException {
        try (var peer = broker.connect()) {
            try {
                peer.send(bytes);
                peer.endOutput();
            } catch (IOException closed) {
                return; // before all was sent
            }
            peer.awaitClose(() -> "number " + number);
        }
    }

    private static void assertCloses(byte[] bytes, String reason) throws Exception {
        broker.assertComplainsOf(reason, () -> {
            try (var peer = broker.connect()) {
                peer.send(bytes);
                assertEquals(0, peer.awaitClose(() -> "after " + reason), "bytes of an answer");
            }
        });
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] request(int key, int version, String body) {
        var content = hex("%04x%04x".formatted(key & 0xffff, version & 0xffff) + "00000007" + "ffff" + body);
        return Peer.frame(ByteBuffer.wrap(content));
    }
}
