package io.ottla.cli.tool;

import io.ottla.cli.client.ClientFailure;
import java.util.List;

/** Runs one tool from its words to its exit code. On the main thread. */
public final class ToolRun {
    private ToolRun() {}

    /**
     * Parses, answers {@code --help} and {@code --version}, or lets the tool work.
     *
     * @return the exit code: 0, or 1 after one line on {@code err}
     */
    public static int run(Tool tool, List<String> words, Terminal terminal) {
        try {
            parseAndRun(tool, words, terminal);
            return 0;
        } catch (Failure failure) {
            return complain(failure.line(), failure, terminal);
        } catch (ClientFailure failure) {
            return complain(failure.line(), failure, terminal);
        } catch (RuntimeException defect) {
            return complain("this should not have happened: " + defect, defect, terminal);
        } finally {
            terminal.out().flush();
        }
    }

    private static int complain(String line, Throwable cause, Terminal terminal) {
        terminal.out().flush();
        if (!line.isEmpty()) {
            terminal.err().println(line);
        }
        if (System.getenv("OTTLA_DEBUG") != null) {
            cause.printStackTrace(terminal.err());
        }
        return 1;
    }

    private static void parseAndRun(Tool tool, List<String> words, Terminal terminal) {
        var usage = tool.usage();
        var parser = new Parser(usage);
        var parsed = parser.parse(words);
        var innermost = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (innermost.isUsageHelpRequested()) {
            terminal.out().print(parser.help(parsed, terminal.isColoured()));
        } else if (innermost.isVersionHelpRequested()) {
            terminal.out().println(Version.line());
        } else if (usage.hasCommands() && !parsed.hasSubcommand()) {
            throw new Failure("a command is needed (see " + usage.name() + " --help)");
        } else {
            tool.run(new Arguments(usage.name(), parsed), terminal);
        }
    }
}
