package io.ottla.broker.config;

import java.util.List;

/** What was set cannot be used. Each line stands for itself: name, value, and what is allowed; fit for the person who wrote it. */
public final class ConfigMistake extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<String> lines;

    ConfigMistake(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    /** One line about {@code name}, set to {@code value}, which must be {@code allowed}. */
    static ConfigMistake of(String name, String value, String allowed) {
        return new ConfigMistake(List.of(line(name, value, allowed)));
    }

    static String line(String name, String value, String allowed) {
        return name + "=" + value + ": must be " + allowed;
    }

    /** At least one. */
    public List<String> lines() {
        return lines;
    }
}
