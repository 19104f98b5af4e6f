package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: a text file of a million lines goes in through kcat and comes back byte for byte, whatever ends the broker. */
class MillionLinesTest {
    private static final int LINES = 1_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @BeforeEach
    void kcat_is_installed() {
        var installed = OttlaServer.isInstalled("kcat");
        assertTrue(installed || System.getenv("CI") == null, "CI runs this with kcat");
        Assumptions.assumeTrue(installed, "kcat is not installed: compat-tests/install-clients.sh");
    }

    @Test
    void a_million_lines_come_back_after_a_stop_and_after_a_kill() throws IOException {
        var text = folder.resolve("lines.txt");
        writeLines(text);
        var data = folder.resolve("data");
        try (var broker = OttlaServer.start(data)) {
            produce(broker, text);
            assertComesBack(broker, text);
            broker.stop();
        }
        try (var broker = OttlaServer.start(data)) {
            assertComesBack(broker, text);
            broker.kill();
        }
        try (var broker = OttlaServer.start(data)) {
            assertComesBack(broker, text);
        }
    }

    private void produce(OttlaServer broker, Path text) {
        Forked.run(List.of("kcat", "-P", "-b", broker.bootstrap(), "-t", "lines", "-p", "0", "-l", text.toString()))
                .orFail();
    }

    private void assertComesBack(OttlaServer broker, Path text) throws IOException {
        var back = folder.resolve("back.txt");
        var consume = List.of("kcat", "-C", "-b", broker.bootstrap(), "-t", "lines", "-p", "0", "-e", "-q");
        Forked.run(consume, null, back).orFail();
        assertEquals(-1, Files.mismatch(text, back), "first byte that differs");
    }

    /** Lines of many lengths: the file that {@code seq} and a dictionary would make. */
    private static void writeLines(Path text) throws IOException {
        try (var out = Files.newBufferedWriter(text)) {
            for (int line = 1; line <= LINES; line++) {
                out.write(Integer.toString(line));
                out.write(" Package: lib".repeat(line % 7));
                out.write('\n');
            }
        }
    }
}
