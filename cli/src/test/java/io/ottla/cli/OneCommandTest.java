package io.ottla.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.ToolRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String run(int exitCode, String command, String... words) {
        var tool = OneCommand.tool("ottla", command);
        assertNotNull(tool, command);
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, true, UTF_8),
                Terminal.People.NONE);
        assertEquals(exitCode, ToolRun.run(tool, List.of(words), terminal), err.toString(UTF_8));
        return out.toString(UTF_8);
    }

    @Test
    void help_names_every_tool() {
        var help = run(0, "help");
        for (var name : Tools.NAMES) {
            assertTrue(help.contains("\n  " + name.substring("kafka-".length()) + " "), name);
        }
        assertTrue(help.contains("\n  start ") && help.contains("\n  completion "), help);
    }

    @Test
    void a_tool_goes_by_the_name_of_the_command() {
        run(1, "topics", "--lisst");
        assertEquals("unknown option --lisst; did you mean --list? (see ottla topics --help)\n", err.toString(UTF_8));
    }

    @Test
    void an_unknown_command_points_to_help() {
        assertEquals("unknown command 'teapot' (see ottla help)", OneCommand.unknown("ottla", "kafka-teapot"));
    }

    @Test
    void bash_completes_commands_and_their_options() throws IOException, InterruptedException {
        var script = run(0, "completion", "bash");
        assertEquals("consumer-groups consumer-perf-test", completed(script, "ottla", "consumer-"));
        assertEquals("--reset-offsets", completed(script, "ottla", "consumer-groups", "--group", "g", "--res"));
        assertEquals("--dry-run", completed(script, "ottla", "features", "upgrade", "--dr"));
        assertEquals("--describe", completed(script, "kafka-topics.sh", "--list", "--desc"));
    }

    private static String completed(String script, String... words) throws IOException, InterruptedException {
        var line = "COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                + "; _ottla; echo \"${COMPREPLY[@]}\"";
        var process = new ProcessBuilder("bash", "-c", script + "\n" + line)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        process.waitFor();
        return said;
    }

    @Test
    void zsh_gets_a_script_with_the_same_words() {
        var script = run(0, "completion", "zsh");
        assertTrue(script.contains("compdef _ottla ottla kafka-broker-api-versions.sh"), script);
        assertTrue(script.contains("'consumer-groups:Looks after groups"), script);
    }
}
