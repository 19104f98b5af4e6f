package io.ottla.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.ToolRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void a_command_or_option_that_is_nearly_one_is_named() {
        assertEquals(
                "unknown command 'topisc'; did you mean topics? (see ottla help)",
                OneCommand.unknown("ottla", "kafka-topisc"));
        assertEquals(
                "unknown command 'strat'; did you mean start? (see ottla help)", OneCommand.unknown("ottla", "strat"));
        assertEquals(
                "unknown option --verison; did you mean --version? (see ottla help)",
                OneCommand.unknown("ottla", "kafka---verison"));
        assertEquals("unknown tool 'kafka-topic'; did you mean kafka-topics?", OneCommand.unknown("", "kafka-topic"));
        run(1, "features", "upgrad");
        assertEquals(
                "unknown command 'upgrad'; did you mean upgrade? (see ottla features --help)\n", err.toString(UTF_8));
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

    /** Types into a real zsh on a pseudo terminal and presses TAB. */
    @Test
    void zsh_completes_commands_and_their_options(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(has("zsh"), "there is no zsh here: compat-tests/install-clients.sh installs it");
        var script = Files.writeString(directory.resolve("completion.zsh"), run(0, "completion", "zsh"));
        assertEquals("ottla consumer-groups ", typed(script, "ottla consumer-g"));
        assertEquals(
                "ottla consumer-groups --group g --reset-offsets ",
                typed(script, "ottla consumer-groups --group g --res"));
        assertEquals("ottla features upgrade --dry-run ", typed(script, "ottla features upgrade --dr"));
        assertEquals("kafka-topics.sh --list --describe ", typed(script, "kafka-topics.sh --list --desc"));
        assertEquals("ottla completion zsh ", typed(script, "ottla completion z"));
    }

    private static boolean has(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The line as it is after a TAB; ^T writes it out between brackets. */
    private static String typed(Path script, String line) throws IOException, InterruptedException {
        var driver = """
                zmodload zsh/zpty
                zpty z zsh -f -i
                zpty -w z 'PS1= PS2= RPS1=; unsetopt zle_bracketed_paste beep; autoload -Uz compinit; compinit -u -D; source "$1"'
                zpty -w z 'show() { print -rn -- "<<$BUFFER>>" }; zle -N show; bindkey "^T" show; print REA''DY'
                zpty -r -m z seen '*READY*'
                zpty -w -n z "$2"$'\t'
                zpty -w -n z $'\\C-t'
                zpty -r -m z seen '*<<*>>*'
                seen=${seen##*<<}
                print -rn -- "${seen%%>>*}"
                zpty -d z
                """.replace("\"$1\"", script.toString());
        var process = new ProcessBuilder("zsh", "-f", "-c", driver, "driver", script.toString(), line)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
