package io.ottla.cli.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.base.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who answers in another tongue is told from a broker, in one line. */
class StrangerTest {
    private interface Manners {
        void meet(Socket guest) throws IOException;
    }

    /** What the client says of a server with such manners; PORT in place of its port. */
    private static String said(Manners manners) throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var host = new Thread(() -> receive(server, manners));
            host.setDaemon(true);
            host.start();
            var address = new HostPort("localhost", server.getLocalPort());
            var settings = new ClientSettings(
                    List.of(address),
                    Map.of("socket.connection.setup.timeout.ms", "300", "default.api.timeout.ms", "300"));
            try (var cluster = new Cluster(settings, Clock.system())) {
                return assertThrows(Unreachable.class, cluster::any)
                        .line()
                        .replace(address.toString(), "localhost:PORT");
            }
        }
    }

    private static void receive(ServerSocket server, Manners manners) {
        try {
            while (true) {
                try (var guest = server.accept()) {
                    guest.getInputStream().read(new byte[1000]);
                    manners.meet(guest);
                }
            }
        } catch (IOException closed) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    @Test
    void a_web_server_is_called_one() throws IOException {
        assertEquals(
                "localhost:PORT is an HTTP server, not a Kafka broker",
                said(guest -> guest.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII))));
    }

    @Test
    void a_web_server_that_answers_with_a_page_at_once_is_called_one_too() throws IOException {
        assertEquals(
                "localhost:PORT is an HTTP server, not a Kafka broker",
                said(guest -> guest.getOutputStream().write("<!DOCTYPE HTML>\n".getBytes(US_ASCII))));
    }

    @Test
    void a_tls_listener_is_called_one() throws IOException {
        assertEquals(
                "localhost:PORT speaks TLS, which these tools do not yet; is there a PLAINTEXT listener?",
                said(guest -> guest.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 0x46})));
    }

    @Test
    void what_begins_with_words_is_quoted() throws IOException {
        assertEquals(
                "what localhost:PORT answers is not the Kafka protocol (it begins with '220 ')",
                said(guest -> guest.getOutputStream().write("220 mail.example.org\r\n".getBytes(US_ASCII))));
    }

    @Test
    void what_is_no_size_of_an_answer_is_told() throws IOException {
        assertEquals(
                "what localhost:PORT answers is not the Kafka protocol (a frame of 1 bytes)",
                said(guest -> guest.getOutputStream().write(new byte[] {0, 0, 0, 1, 0})));
    }

    @Test
    void who_hangs_up_is_said_to() throws IOException {
        assertEquals(
                "localhost:PORT closes the connection when it is greeted; is it a Kafka broker, and does its listener"
                        + " speak PLAINTEXT?",
                said(guest -> guest.shutdownOutput()));
    }

    @Test
    void who_keeps_silent_is_not_waited_for_as_for_an_answer() throws IOException {
        assertEquals(
                "localhost:PORT accepts connections and does not answer; is it a Kafka broker?",
                said(guest -> guest.getInputStream().readAllBytes()));
    }
}
