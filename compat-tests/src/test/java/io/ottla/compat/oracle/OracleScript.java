package io.ottla.compat.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The door to {@code compat-tests/oracle/kafka}: runs it and waits for what it says. Any thread. */
final class OracleScript {

    private static final long TIMEOUT_SECONDS = 180;

    private OracleScript() {}

    /** What a finished run left behind. */
    record Finished(int exitCode, String out, String err) {}

    static Finished run(String input, List<String> arguments) {
        try {
            Path in = Files.createTempFile("oracle", ".in");
            Path out = Files.createTempFile("oracle", ".out");
            Path err = Files.createTempFile("oracle", ".err");
            try {
                Files.writeString(in, input);
                return run(in, out, err, arguments);
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Finished run(Path in, Path out, Path err, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(script().toString());
        command.addAll(arguments);
        // Files, not pipes: a broker started by the script would keep a pipe open.
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(command + " still runs after " + TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
        return new Finished(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** @throws IllegalStateException when the script fails, with what it said */
    static String demand(List<String> arguments) {
        Finished finished = run("", arguments);
        if (finished.exitCode() != 0) {
            throw new IllegalStateException("oracle " + arguments + " failed: " + finished.err());
        }
        return finished.out();
    }

    private static Path script() {
        return root().resolve("compat-tests/oracle/kafka");
    }

    private static Path root() {
        String given = System.getProperty("ottla.root", "");
        Path start = Path.of(given.isEmpty() ? "." : given).toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("compat-tests/oracle/kafka"))) return at;
        }
        throw new IllegalStateException("no compat-tests/oracle/kafka above " + start);
    }
}
