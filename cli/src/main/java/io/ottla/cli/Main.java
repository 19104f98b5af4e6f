package io.ottla.cli;

import io.ottla.broker.logging.OwnLogging;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.ToolRun;
import java.util.Arrays;

/** Entry of all tools: the first word is the name of the script without {@code .sh}, the others are its arguments. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        OwnLogging.use();
        System.exit(run(words));
    }

    private static int run(String[] words) {
        var terminal = Terminal.ofProcess();
        var tool = words.length == 0 ? null : Tools.named(words[0]);
        if (tool == null) {
            terminal.err().println("the first word must be the name of a tool: " + String.join(", ", Tools.NAMES));
            return 1;
        }
        return ToolRun.run(tool, Arrays.asList(words).subList(1, words.length), terminal);
    }
}
