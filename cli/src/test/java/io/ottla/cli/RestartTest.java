package io.ottla.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console producer does while its broker is away. */
class RestartTest {
    private static final int LINES = 30_000;

    @TempDir
    Path directory;

    /** Lines of text; in the middle of them the broker goes away and comes back. */
    private static final class Interrupted extends InputStream {
        private final byte[] bytes;
        private final Runnable interruption;
        private int at;

        Interrupted(String text, Runnable interruption) {
            bytes = text.getBytes(UTF_8);
            this.interruption = interruption;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (at >= bytes.length) {
                return -1;
            }
            var isBefore = at < bytes.length / 2;
            var now = Math.min(Math.min(length, 10_000), bytes.length - at);
            System.arraycopy(bytes, at, target, from, now);
            at += now;
            if (isBefore && at >= bytes.length / 2) {
                interruption.run();
            }
            return now;
        }

        @Override
        public int available() {
            return bytes.length - at;
        }
    }

    @Test
    void every_line_is_written_once_and_in_order_over_a_restart() throws IOException {
        var text = IntStream.range(0, LINES).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        try (var node = Node.start(directory)) {
            var at = new String[] {"--topic", "t", "--bootstrap-server", node.bootstrap()};
            var input = new Interrupted(text, () -> {
                node.stop();
                try {
                    node.startAgain();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            var produced = Run.withInput("kafka-console-producer", input, at).well();
            assertTrue(produced.err().contains("; still trying"), produced.err());
            var read = Run.of(
                    "kafka-console-consumer",
                    "--topic",
                    "t",
                    "--from-beginning",
                    "--timeout-ms",
                    "300",
                    "--bootstrap-server",
                    node.bootstrap());
            assertEquals(text, read.well().out());
        }
    }
}
