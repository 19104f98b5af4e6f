package io.ottla.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.ToolRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** One finished run of a tool in this process. */
record Run(int exitCode, String out, String err) {
    /** Runs a tool with nothing on standard input. */
    static Run of(String tool, String... words) {
        return withInput(tool, "", words);
    }

    static Run withInput(String tool, String input, String... words) {
        return withInput(tool, new ByteArrayInputStream(input.getBytes(UTF_8)), words);
    }

    static Run withInput(String name, InputStream input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var tool = Tools.named(name);
        assertNotNull(tool, name);
        var terminal = new Terminal(
                input, new PrintStream(out, false, UTF_8), new PrintStream(err, true, UTF_8), Terminal.People.NONE);
        var exitCode = ToolRun.run(tool, List.of(words), terminal);
        return new Run(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** It must have ended well. */
    Run well() {
        assertEquals(0, exitCode, this::toString);
        return this;
    }
}
