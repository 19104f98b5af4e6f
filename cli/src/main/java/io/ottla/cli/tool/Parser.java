package io.ottla.cli.tool;

import io.ottla.base.Nearest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads a command line as Kafka's tools do: {@code --option value} and {@code --option=value}, abbreviations as long as they
 * are unambiguous, one dash as good as two. A mistake becomes one line that says what is meant.
 */
final class Parser {
    private final Usage usage;
    private final CommandLine commandLine;

    Parser(Usage usage) {
        this.usage = usage;
        commandLine = new CommandLine(usage.toSpec())
                .setAbbreviatedOptionsAllowed(true)
                .setAbbreviatedSubcommandsAllowed(false)
                .setOverwrittenOptionsAllowed(false)
                .setTrimQuotes(false)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false);
    }

    ParseResult parse(List<String> words) {
        try {
            return commandLine.parseArgs(twoDashes(words));
        } catch (ParameterException mistake) {
            throw new Failure(explain(mistake) + " (see " + usage.name() + " --help)");
        }
    }

    String help(ParseResult parsed, boolean coloured) {
        var at = parsed;
        while (at.hasSubcommand()) {
            at = at.subcommand();
        }
        return at.commandSpec()
                .commandLine()
                .getUsageMessage(coloured ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF);
    }

    /** {@code -topic} is as good as {@code --topic}, for those who are used to it. */
    private String[] twoDashes(List<String> words) {
        var names = usage.optionNames();
        return words.stream()
                .map(word -> word.startsWith("-") && !word.startsWith("--") && names.contains("-" + nameIn(word))
                        ? "-" + word
                        : word)
                .toArray(String[]::new);
    }

    private static String nameIn(String word) {
        var equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    private String explain(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), mistake.getCommandLine());
        }
        if (mistake instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return nameOf(missing.getMissing().get(0)) + " needs a value";
        }
        if (mistake instanceof OverwrittenOptionException twice) {
            return nameOf(twice.getOverwritten()) + " is given more than once";
        }
        var message = mistake.getMessage();
        return message == null ? "the command line cannot be read" : firstLine(message);
    }

    private static String nameOf(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String unknown(String word, CommandLine at) {
        var commands = at.getSubcommands().keySet();
        if (!word.startsWith("-")) {
            return commands.isEmpty()
                    ? "unexpected argument '" + word + "'"
                    : "unknown command '" + word + "'" + Nearest.suggestion(word, commands);
        }
        return "unknown option " + nameIn(word)
                + Nearest.suggestion(
                        nameIn(word), at.getCommandSpec().optionsMap().keySet());
    }

    private static String firstLine(String message) {
        var end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
