package io.ottla.cli;

import io.ottla.broker.logging.OwnLogging;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.ToolRun;
import java.util.Arrays;

/**
 * Entry of all tools: the first word is the name of the script without {@code .sh}, the others are its arguments. With
 * {@code ottla.command} set, the tools go by the name of that command: {@code ottla topics}.
 */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        OwnLogging.use();
        System.exit(run(words));
    }

    private static int run(String[] words) {
        var terminal = Terminal.ofProcess();
        var command = System.getProperty("ottla.command", "");
        var name = words.length == 0 ? "" : words[0];
        var tool = command.isEmpty() ? Tools.named(name) : OneCommand.tool(command, name);
        if (tool == null) {
            terminal.err().println(OneCommand.unknown(command, name));
            return 1;
        }
        return ToolRun.run(tool, Arrays.asList(words).subList(1, words.length), terminal);
    }
}
