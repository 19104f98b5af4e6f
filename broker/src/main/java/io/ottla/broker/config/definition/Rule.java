package io.ottla.broker.config.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** What a setting may be beyond its type. Values; they hold nothing. */
public interface Rule {
    /** Is {@code value}, as {@link ConfigType} reads it, one of those allowed? */
    boolean allows(Object value);

    /** What a value must be, in words. */
    String expectation(ConfigType type);

    /** The rule written as {@code text} in the rows. */
    static Rule of(String text) {
        if (text.equals("-")) {
            return Anything.INSTANCE;
        }
        if (text.startsWith(">=")) {
            return new Range(Double.parseDouble(text.substring(2)), Double.POSITIVE_INFINITY);
        }
        int brace = text.indexOf('{');
        if (text.startsWith("unique")) {
            return new Elements(text.startsWith("unique-or-none"), brace < 0 ? List.of() : inBraces(text, brace));
        }
        if (brace >= 0) {
            return new OneOf(inBraces(text, brace), text.charAt(0) == '~');
        }
        int dots = text.indexOf("..");
        return dots < 0
                ? NamedRule.valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT))
                : new Range(Double.parseDouble(text.substring(0, dots)), Double.parseDouble(text.substring(dots + 2)));
    }

    private static List<String> inBraces(String text, int brace) {
        return ConfigType.split(text.substring(brace + 1, text.length() - 1));
    }

    /** No rule beyond the type. */
    enum Anything implements Rule {
        INSTANCE;

        @Override
        public boolean allows(Object value) {
            return true;
        }

        @Override
        public String expectation(ConfigType type) {
            return type.expectation();
        }
    }

    /** A number with bounds, both of them allowed. The bounds are far below 2^53, so that a double holds them exactly. */
    record Range(double least, double most) implements Rule {
        @Override
        public boolean allows(Object value) {
            double number = ((Number) value).doubleValue();
            return number >= least && number <= most;
        }

        @Override
        public String expectation(ConfigType type) {
            return most == Double.POSITIVE_INFINITY
                    ? type.expectation() + ", at least " + written(least)
                    : type.expectation() + " from " + written(least) + " to " + written(most);
        }

        private static String written(double bound) {
            return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
        }
    }

    /** One of a few words. */
    record OneOf(List<String> words, boolean inAnyCase) implements Rule {
        @Override
        public boolean allows(Object value) {
            var text = (String) value;
            return words.stream().anyMatch(word -> inAnyCase ? word.equalsIgnoreCase(text) : word.equals(text));
        }

        @Override
        public String expectation(ConfigType type) {
            return "one of " + String.join(", ", words);
        }
    }

    /** A list without repetitions and empty elements; {@code words} empty: of anything. */
    record Elements(boolean mayBeEmpty, List<String> words) implements Rule {
        @Override
        public boolean allows(Object value) {
            var elements = (List<?>) value;
            return (mayBeEmpty || !elements.isEmpty())
                    && !elements.contains("")
                    && new HashSet<>(elements).size() == elements.size()
                    && (words.isEmpty() || words.containsAll(elements));
        }

        @Override
        public String expectation(ConfigType type) {
            return type.expectation()
                    + ", none twice"
                    + (mayBeEmpty ? "" : ", at least one")
                    + (words.isEmpty() ? "" : ", each one of " + String.join(", ", words));
        }
    }
}
