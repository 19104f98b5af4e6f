package io.ottla.broker.config.definition;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its name and kind, what it is when nobody sets it, and what it may be. Immutable.
 *
 * @param defaultText as it would stand in a file; null if unset means something of its own
 * @param rule what is allowed beyond the type
 * @param standIns where the value comes from when this is not set, in order; empty for none
 * @param internal known, but shown to nobody
 * @param withoutEffect why it changes nothing here; empty if it does
 * @param documentation what Kafka means by it
 */
public record Definition(
        String name,
        ConfigType type,
        @Nullable String defaultText,
        Rule rule,
        Importance importance,
        UpdateMode updateMode,
        boolean internal,
        boolean deprecated,
        List<StandIn> standIns,
        Optional<WithoutEffect> withoutEffect,
        String documentation) {

    /** How much a user should care. */
    public enum Importance {
        HIGH,
        MEDIUM,
        LOW
    }

    /** Another setting in a unit {@code factor} times as large. */
    public record StandIn(String name, long factor) {
        /** {@code text} in the unit of the setting this stands in for; a negative number means no limit in either unit. */
        public String convert(String text) {
            if (factor == 1) {
                return text;
            }
            long value = Long.parseLong(text.strip());
            return Long.toString(value < 0 ? value : value * factor);
        }
    }

    /** Its documentation, and what it does not do here. */
    public String help() {
        return withoutEffect
                .map(why -> documentation + (why.onlyLive() ? " A change while the broker runs is" : " Is")
                        + " without effect here: " + why.reason() + ".")
                .orElse(documentation);
    }

    /** Does it change nothing, wherever it is set? */
    public boolean isIdle() {
        return withoutEffect.isPresent() && !withoutEffect.get().onlyLive();
    }

    /** Must the value never be shown? */
    public boolean secret() {
        return type == ConfigType.PASSWORD;
    }

    /** What {@code text} would have to be, if it is not that; empty if it may be used. */
    public Optional<String> complaint(String text) {
        var value = type.read(text);
        if (value == null) {
            return Optional.of(expectation());
        }
        return rule.allows(value) ? Optional.empty() : Optional.of(expectation());
    }

    /** {@code text}, which may be used, written as Kafka writes values: without blanks, numbers in their shortest form. */
    public String normal(String text) {
        var value = type.read(text);
        return value instanceof List<?> list ? joined(list) : String.valueOf(value);
    }

    private static String joined(List<?> elements) {
        var text = new StringBuilder();
        for (var element : elements) {
            text.append(text.isEmpty() ? "" : ",").append(element);
        }
        return text.toString();
    }

    /** What a value must be, in words. */
    public String expectation() {
        return rule.expectation(type);
    }
}
