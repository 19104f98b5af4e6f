package io.ottla.bench.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short commands to their end. */
final class Commands {

    private Commands() {}

    /** Returns what it printed.
     *  @throws IOException if it ended with an error; its complaints went to our own stderr */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) throw new IOException(command + " ended with " + exit);
        return out;
    }
}
