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
 * @param errIsTerminal does a person look at {@code err}? Only then is progress shown; the script says it
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean errIsTerminal) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** The standard streams of this process. */
    public static Terminal ofProcess() {
        var out = new FileOutputStream(FileDescriptor.out);
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new PrintStream(new BufferedOutputStream(out, BUFFER_BYTES), false, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                Boolean.getBoolean("ottla.err.terminal"));
    }
}
