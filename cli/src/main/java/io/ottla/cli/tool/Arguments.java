package io.ottla.cli.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What was given on the command line, already checked against the {@link Usage}. Immutable. */
public final class Arguments {
    private final String tool;
    private final ParseResult parsed;

    Arguments(String tool, ParseResult parsed) {
        this.tool = tool;
        this.parsed = parsed;
    }

    /** Was the option given? */
    public boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    /** The value of an option, if it was given. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(raw(option));
    }

    private @Nullable String raw(String option) {
        return parsed.matchedOptionValue(option, (String) null);
    }

    /** The value of an option, or something else if it was not given. */
    public String text(String option, String otherwise) {
        var value = raw(option);
        return value == null ? otherwise : value;
    }

    /** All values of an option that may be given several times, in order. */
    public List<String> texts(String option) {
        return List.copyOf(parsed.matchedOptionValue(option, List.of()));
    }

    /** The words that belong to no option. */
    public List<String> words() {
        return List.copyOf(parsed.matchedPositionalValue(0, List.of()));
    }

    /** The value of an option that the tool cannot do without. */
    public String required(String option) {
        var value = raw(option);
        if (value == null) {
            throw mistake(option + " is required");
        }
        return value;
    }

    /** A whole number, if the option was given. */
    public Optional<Long> number(String option) {
        return text(option).map(value -> parseNumber(option, value, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** A whole number within bounds, both inclusive. */
    public long number(String option, long otherwise, long least, long most) {
        var value = raw(option);
        return value == null ? otherwise : parseNumber(option, value, least, most);
    }

    private long parseNumber(String option, String value, long least, long most) {
        try {
            var number = Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw mistake(option + " takes a whole number, not '" + value + "'");
        }
        throw mistake(option + " must be " + (most == Long.MAX_VALUE ? "at least " + least : least + " to " + most)
                + ", not " + value);
    }

    /**
     * Exactly one of these must have been given.
     *
     * @return the one
     */
    public String exactlyOne(String... options) {
        var there = new ArrayList<String>();
        for (var option : options) {
            if (has(option)) {
                there.add(option);
            }
        }
        if (there.size() != 1) {
            var found = there.isEmpty() ? "" : ", not " + String.join(" and ", there);
            throw mistake("exactly one of " + String.join(", ", options) + " is needed" + found);
        }
        return there.get(0);
    }

    /** None of these makes sense beside {@code option}, which was given. */
    public void refuseWith(String option, String... others) {
        for (var other : others) {
            if (has(other)) {
                throw mistake(other + " cannot be used with " + option);
            }
        }
    }

    /** A complaint about the arguments themselves, which points at {@code --help}. */
    public Failure mistake(String what) {
        return new Failure(what + " (see " + tool + " --help)");
    }

    /** The sub-command that was given. */
    public Arguments command() {
        return new Arguments(tool + " " + commandName(), parsed.subcommand());
    }

    /** The name of the sub-command that was given. */
    public String commandName() {
        CommandLine.Model.CommandSpec spec = parsed.subcommand().commandSpec();
        return spec.name();
    }
}
