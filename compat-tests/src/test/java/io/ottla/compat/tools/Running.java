package io.ottla.compat.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.OttlaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A tool that runs until it is told to stop, ours or a stock one. */
record Running(Process process, Path out) implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;
    private static final int LOOK_MS = 50;

    /** @param tool the script without {@code .sh} */
    static Running ours(String tool, String... words) {
        return start(OttlaServer.ROOT.resolve("bin/" + tool + ".sh").toString(), List.of(words));
    }

    static Running stock(String tool, String... words) {
        var all = new ArrayList<>(List.of("tool", tool));
        all.addAll(List.of(words));
        return start(OttlaServer.ROOT.resolve("compat-tests/oracle/kafka").toString(), all);
    }

    private static Running start(String program, List<String> words) {
        try {
            var command = new ArrayList<>(List.of(program));
            command.addAll(words);
            var out = Files.createTempFile("running", ".out");
            var process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Running(process, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed so far. */
    String said() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until what it has printed is like this. */
    String awaitSaid(Predicate<String> enough) {
        for (int ms = 0; ms < PATIENCE_MS && !enough.test(said()); ms += LOOK_MS) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        assertTrue(enough.test(said()), this::said);
        return said();
    }

    /** SIGTERM, and waits for the end. */
    String stop() {
        process.destroy();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running after SIGTERM");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return said();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
