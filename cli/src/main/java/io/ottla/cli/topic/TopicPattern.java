package io.ottla.cli.topic;

import io.ottla.cli.tool.Failure;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What {@code --topic} selects where topics exist already: a regular expression for whole names, in which a comma means "or".
 * Immutable.
 */
public final class TopicPattern implements Predicate<String> {
    private static final Pattern QUOTES = Pattern.compile("^[\"']+|[\"']+$");

    private final Pattern pattern;

    /** @throws Failure if it is no regular expression */
    public TopicPattern(String text) {
        var regex =
                QUOTES.matcher(text.strip().replace(',', '|').replace(" ", "")).replaceAll("");
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Failure("'" + text + "' is not a regular expression: " + e.getDescription(), e);
        }
    }

    @Override
    public boolean test(String topic) {
        return pattern.matcher(topic).matches();
    }
}
