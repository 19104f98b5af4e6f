package io.ottla.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GeneratorTest {

    private static final int SLOW_MILLIS = 20;
    private static final Extent NONE = Extent.seconds(0);

    private ServerSocket server;
    private volatile short error;
    private volatile boolean slow;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept);
        accepting.setDaemon(true);
        accepting.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void every_answer_of_a_closed_loop_is_counted_once() throws IOException {
        Measured measured = Generator.run(address(), load(4, 5), NONE, new Extent(10, 1000), new FreeMeter());
        assertTrue(measured.answers() >= 1000 && measured.total() < 1000 + 2 * 4 * 5 + 20, measured.toString());
        assertEquals(measured.answers(), measured.latencies().getTotalCount());
    }

    @Test
    void an_answer_with_an_error_ends_the_run() {
        error = 7;
        BadAnswer bad = assertThrows(
                BadAnswer.class, () -> Generator.run(address(), load(1, 1), NONE, Extent.seconds(1), new FreeMeter()));
        assertEquals("Produce error 7", bad.getMessage());
    }

    @Test
    void latency_of_an_open_loop_counts_from_when_a_request_was_due() throws IOException {
        slow = true;
        double asked = 4 * 1000.0 / SLOW_MILLIS;
        Measured measured =
                Generator.run(address(), load(1, 1).atRate(asked), NONE, Extent.seconds(0.5), new FreeMeter());
        // Served at a quarter of the rate, the last answer comes after more than half of the time.
        assertTrue(measured.latencies().getMaxValue() > 250_000_000, measured.toString());
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private static Load load(int connections, int depth) {
        byte[] request = Requests.produce("small", 3, RecordBatches.of(1, 100));
        return Load.closed(connections, depth, List.of(request), 0, AnswerCheck.produce("small"));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket));
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        CannedAnswers answers = new CannedAnswers();
        try (socket) {
            while (true) {
                byte[] size = socket.getInputStream().readNBytes(4);
                if (size.length < 4) return;
                ByteBuffer request = ByteBuffer.wrap(
                        socket.getInputStream().readNBytes(ByteBuffer.wrap(size).getInt()));
                if (slow) Thread.sleep(SLOW_MILLIS);
                byte[] answer = answers.to(request, 0, request.limit()).clone();
                int errorAt = 4 + 4 + 1 + 1 + 1 + "small".length() + 1 + 4;
                ByteBuffer.wrap(answer)
                        .putInt(CannedAnswers.CORRELATION_AT, request.getInt(4))
                        .putShort(errorAt, error);
                socket.getOutputStream().write(answer);
            }
        } catch (IOException | InterruptedException gone) {
            // the generator has closed
        }
    }

    /** Costs nothing. */
    private static final class FreeMeter implements Meter {
        @Override
        public void start() {}

        @Override
        public Cost stop() {
            return new Cost(1, 0, 0);
        }
    }
}
