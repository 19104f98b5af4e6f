package io.ottla.cli.tool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options of one tool, declared in one chain, and the sub-commands if it has any. Built on picocli's programmatic
 * interface, because reading annotations costs every start some ten milliseconds (docs/decisions/0007).
 */
public final class Usage {
    private static final int HELP_COLUMNS = 100;

    private String name;
    private final String purpose;
    private final List<OptionSpec> options = new ArrayList<>();
    private final Map<String, Usage> commands = new LinkedHashMap<>();
    private @Nullable PositionalParamSpec words;
    private boolean sorted = true;

    private Usage(String name, String purpose) {
        this.name = name;
        this.purpose = purpose;
        options.add(OptionSpec.builder("--help")
                .usageHelp(true)
                .description("Prints this text.")
                .build());
    }

    /**
     * Starts with {@code --help} and {@code --version}.
     *
     * @param name the name of the script
     * @param purpose one sentence
     */
    public static Usage of(String name, String purpose) {
        var usage = new Usage(name, purpose);
        usage.options.add(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Prints the version of the protocol and of this program.")
                .build());
        return usage;
    }

    /** The usage of a sub-command: only {@code --help} to start with, also as {@code -h}. */
    public static Usage ofCommand(String name, String purpose) {
        var usage = new Usage(name, purpose);
        usage.options.set(
                0,
                OptionSpec.builder("--help", "-h")
                        .usageHelp(true)
                        .description("Prints this text.")
                        .build());
        return usage;
    }

    /** An option without a value. */
    public Usage flag(String option, String description) {
        options.add(OptionSpec.builder(option)
                .type(boolean.class)
                .description(description)
                .build());
        return this;
    }

    /** An option without a value, with a one-letter name beside the long one. */
    public Usage flag(String option, String letter, String description) {
        options.add(OptionSpec.builder(option, letter)
                .type(boolean.class)
                .description(description)
                .build());
        return this;
    }

    /** An option with one value, given at most once. */
    public Usage value(String option, String label, String description) {
        options.add(valued(label, description, option).type(String.class).build());
        return this;
    }

    /** An option with one value, with a one-letter name beside the long one. */
    public Usage value(String option, String letter, String label, String description) {
        options.add(
                valued(label, description, option, letter).type(String.class).build());
        return this;
    }

    /** An option with one value that may be given several times. */
    public Usage values(String option, String label, String description) {
        options.add(valued(label, description, option)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        return this;
    }

    /** As {@link #values(String, String, String)}, with a one-letter name beside the long one. */
    public Usage values(String option, String letter, String label, String description) {
        options.add(valued(label, description, option, letter)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        return this;
    }

    /** An option that takes all words behind it up to the next option, and may be given several times. */
    public Usage manyValues(String option, String label, String description) {
        options.add(valued(label, description, option)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1..*")
                .build());
        return this;
    }

    /** Words that belong to no option. */
    public Usage words(String label, String description) {
        words = PositionalParamSpec.builder()
                .paramLabel("<" + label + ">")
                .description(description)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .index("0..*")
                .build();
        return this;
    }

    /** An option whose value may be left out and is {@code fallback} then. */
    public Usage optionalValue(String option, String label, String fallback, String description) {
        options.add(valued(label, description, option)
                .type(String.class)
                .arity("0..1")
                .fallbackValue(fallback)
                .build());
        return this;
    }

    /** A sub-command. */
    public Usage command(Usage command) {
        commands.put(command.name, command);
        return this;
    }

    /** Options are listed as declared, not by the alphabet. */
    public Usage asDeclared() {
        sorted = false;
        return this;
    }

    /** Under another name than that of the script. */
    public Usage as(String otherName) {
        name = otherName;
        return this;
    }

    /** The name of the script or sub-command. */
    public String name() {
        return name;
    }

    private static OptionSpec.Builder valued(String label, String description, String... names) {
        return OptionSpec.builder(names).paramLabel("<" + label + ">").description(description.replace("%", "%%"));
    }

    CommandSpec toSpec() {
        var spec = CommandSpec.create().name(name);
        for (var option : options) {
            spec.addOption(option);
        }
        if (words != null) {
            spec.addPositional(words);
        }
        for (var command : commands.values()) {
            spec.addSubcommand(command.name, command.toSpec());
        }
        spec.usageMessage()
                .description(purpose)
                .width(HELP_COLUMNS)
                .sortOptions(sorted)
                .abbreviateSynopsis(true)
                .descriptionHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        return spec;
    }

    /** The usage of a sub-command, or null if there is none of this name. */
    @Nullable
    Usage commandNamed(String wanted) {
        return commands.get(wanted);
    }

    boolean hasCommands() {
        return !commands.isEmpty();
    }

    /** The sub-commands by name, in the order in which they were declared. */
    public Map<String, Usage> commands() {
        return Collections.unmodifiableMap(commands);
    }

    /** What the tool is for, in one sentence. */
    public String purpose() {
        return purpose;
    }

    /** The long name of each option. */
    public List<String> optionNames() {
        return options.stream().map(OptionSpec::longestName).toList();
    }
}
