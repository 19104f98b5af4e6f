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
 * @param people which of the streams a person is at the other end of
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, People people) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Prompts, and progress of long work, are for people only. */
    public record People(boolean in, boolean out, boolean err) {
        /** Files and pipes all around. */
        public static final People NONE = new People(false, false, false);
    }

    /** Is there somebody who types what comes in, and sees what goes out? */
    public boolean isPrompted() {
        return people.in() && people.out();
    }

    /** May what goes out be coloured? Only for a person, and not if NO_COLOR says so (no-color.org). */
    public boolean isColoured() {
        var refused = System.getenv("NO_COLOR");
        return people.out() && (refused == null || refused.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /** A heading, in bold where that can be seen. */
    public String heading(String text) {
        return isColoured() ? "\033[1m" + text + "\033[0m" : text;
    }

    /** Is there somebody to whom progress can be shown? */
    public boolean showsProgress() {
        return people.err();
    }

    /** The standard streams of this process. Which of them are terminals the script says: 0, 1, 2 in ottla.terminals. */
    public static Terminal ofProcess() {
        var terminals = System.getProperty("ottla.terminals", "");
        var out = new FileOutputStream(FileDescriptor.out);
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new PrintStream(new BufferedOutputStream(out, BUFFER_BYTES), false, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                new People(terminals.contains("0"), terminals.contains("1"), terminals.contains("2")));
    }
}
