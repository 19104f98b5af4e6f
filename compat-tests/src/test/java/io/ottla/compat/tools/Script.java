package io.ottla.compat.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.compat.OttlaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One finished run of a script in bin/. */
record Script(int exitCode, String out, String err) {
    private static final int TIMEOUT_SECONDS = 120;

    static Script run(String tool, String... words) {
        return withInput(tool, "", words);
    }

    /** @param tool without {@code .sh} */
    static Script withInput(String tool, String input, String... words) {
        var command = new ArrayList<String>();
        command.add(OttlaServer.ROOT.resolve("bin").resolve(tool + ".sh").toString());
        command.addAll(List.of(words));
        try {
            var in = Files.createTempFile("script", ".in");
            var out = Files.createTempFile("script", ".out");
            var err = Files.createTempFile("script", ".err");
            Files.writeString(in, input);
            var process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " still runs after " + TIMEOUT_SECONDS + " s");
            }
            var finished = new Script(process.exitValue(), Files.readString(out), Files.readString(err));
            for (var file : List.of(in, out, err)) {
                Files.delete(file);
            }
            return finished;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** It must have ended well. */
    Script well() {
        assertEquals(0, exitCode, this::toString);
        return this;
    }
}
