package io.ottla.cli;

import io.ottla.base.Nearest;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.cli.tool.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All tools under one name: {@code ottla topics} for {@code kafka-topics.sh}, and what only such a command has. Stateless. */
final class OneCommand {
    private static final String PREFIX = "kafka-";
    private static final int NAME_COLUMNS = 22;

    private OneCommand() {}

    /** What the script does without a JVM of its own. */
    static final Map<String, String> BY_THE_SCRIPT = Map.of(
            "start", "Starts a broker: start [-daemon] server.properties [--override name=value]...",
            "stop", "Stops the brokers of this machine.");

    /** A tool, or null if there is none of this name. */
    static @Nullable Tool tool(String command, String name) {
        var shortName = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return switch (shortName) {
            case "help" -> new Help(command);
            case "version" -> new VersionTool(command);
            case "completion" -> new CompletionTool(command);
            default -> {
                var tool = Tools.named(PREFIX + shortName);
                yield tool == null ? null : new Renamed(tool, command + " " + shortName);
            }
        };
    }

    /** What to say of a name that is none. */
    static String unknown(String command, String name) {
        if (command.isEmpty()) {
            return name.isEmpty()
                    ? "the first word must be the name of a tool: " + String.join(", ", Tools.NAMES)
                    : "unknown tool '" + name + "'" + Nearest.suggestion(name, Tools.NAMES);
        }
        var word = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return word.startsWith("-")
                ? "unknown option " + word + Nearest.suggestion(word, List.of("--help", "--version")) + " (see "
                        + command + " help)"
                : "unknown command '" + word + "'"
                        + Nearest.suggestion(word, purposes().keySet()) + " (see " + command + " help)";
    }

    /** The purposes of all tools, by their short names. */
    static Map<String, String> purposes() {
        var purposes = new TreeMap<String, String>(BY_THE_SCRIPT);
        for (var name : Tools.NAMES) {
            purposes.put(name.substring(PREFIX.length()), Tools.usage(name).purpose());
        }
        purposes.put("completion", "Prints a script that lets a shell complete commands and options.");
        purposes.put("help", "Lists the commands.");
        purposes.put("version", "Says which version this is.");
        return purposes;
    }

    /** A tool that goes by another name. */
    private record Renamed(Tool tool, String name) implements Tool {
        @Override
        public Usage usage() {
            return tool.usage().as(name);
        }

        @Override
        public void run(Arguments given, Terminal terminal) {
            tool.run(given, terminal);
        }
    }

    /** Lists the commands. */
    private record Help(String command) implements Tool {
        @Override
        public Usage usage() {
            return Usage.of(command + " help", "Lists the commands.");
        }

        @Override
        public void run(Arguments given, Terminal terminal) {
            var out = terminal.out();
            out.println(terminal.heading("Usage:") + " " + command + " COMMAND [OPTION]...");
            out.println();
            out.println(terminal.heading("Commands:"));
            purposes()
                    .forEach((name, purpose) ->
                            out.println("  " + name + " ".repeat(Math.max(1, NAME_COLUMNS - name.length())) + purpose));
            out.println();
            out.println(
                    "`" + command + " COMMAND --help` names the options of a command. They are those of Kafka's script"
                            + " of that name, kafka-COMMAND.sh, which is here as well.");
        }
    }

    /** Says which version this is. */
    private record VersionTool(String command) implements Tool {
        @Override
        public Usage usage() {
            return Usage.of(command + " version", "Says which version this is.");
        }

        @Override
        public void run(Arguments given, Terminal terminal) {
            terminal.out().println(Version.line());
        }
    }
}
