package io.ottla.cli.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a tool reads and writes. Nothing is flushed before the end of the run unless the tool does it.
 *
 * @param out results, buffered, in UTF-8
 * @param err complaints and progress
 * @param isPrompted does a person type what comes in, and see {@code out}?
 * @param errIsTerminal does a person look at {@code err}? Only then is progress shown
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean isPrompted, boolean errIsTerminal) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** The standard streams of this process. Which of them are terminals the script says: 0, 1, 2 in ottla.terminals. */
    public static Terminal ofProcess() {
        var terminals = System.getProperty("ottla.terminals", "");
        var out = new FileOutputStream(FileDescriptor.out);
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new PrintStream(new BufferedOutputStream(out, BUFFER_BYTES), false, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                terminals.contains("0") && terminals.contains("1"),
                terminals.contains("2"));
    }
}
