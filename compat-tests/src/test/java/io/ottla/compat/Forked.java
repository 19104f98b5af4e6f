package io.ottla.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One finished run of a program: what it printed and how it ended. */
public record Forked(List<String> command, int exitCode, String out, String err) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Runs a program to its end, without input. */
    static Forked run(List<String> command) {
        return run(command, null, null);
    }

    /**
     * Runs a program to its end.
     *
     * @param input fed to its standard input; nothing if null
     * @param output receives its standard output; kept in {@link #out} if null
     */
    static Forked run(List<String> command, @Nullable Path input, @Nullable Path output) {
        try {
            var err = Files.createTempFile("forked", ".err");
            var out = output != null ? output : Files.createTempFile("forked", ".out");
            var process = new ProcessBuilder(command)
                    .redirectInput(
                            input != null
                                    ? input.toFile()
                                    : Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still running after " + LIMIT + ": " + String.join(" ", command) + "\n"
                        + Files.readString(err));
            }
            var printed = output != null ? "" : Files.readString(out, StandardCharsets.UTF_8);
            var run = new Forked(command, process.exitValue(), printed, Files.readString(err));
            Files.delete(err);
            if (output == null) {
                Files.delete(out);
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The same run, if it ended well. */
    public Forked orFail() {
        if (exitCode != 0) {
            throw new AssertionError("exit " + exitCode + ": " + String.join(" ", command) + "\n" + out + "\n" + err);
        }
        return this;
    }
}
