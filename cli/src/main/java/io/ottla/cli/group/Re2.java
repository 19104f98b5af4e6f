package io.ottla.cli.group;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which regular expressions a broker takes for a subscription: those of RE2, which are Java's without what cannot be matched in
 * linear time. Stateless.
 */
final class Re2 {
    /** Looking around, going back to a group, and taking without giving back. */
    private static final Pattern NOT_IN_RE2 =
            Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*(?:\\(\\?(?:=|!|<=|<!|>)|\\\\[1-9]|\\\\k<|[*+?}]\\+)");

    private Re2() {}

    /** In one sentence. */
    static String verdict(String regex) {
        var named = "The regular expression `" + regex + "` is ";
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return named + "invalid: " + reason(e) + ".";
        }
        var foreign = NOT_IN_RE2.matcher(regex);
        return foreign.find() ? named + "invalid: RE2 has no `" + foreign.group() + "`." : named + "valid.";
    }

    private static String reason(PatternSyntaxException e) {
        var said = e.getDescription();
        if (said.startsWith("Unclosed group")) {
            return "missing closing )";
        }
        if (said.startsWith("Unclosed character class")) {
            return "missing closing ]";
        }
        return said.startsWith("Dangling meta") ? "missing argument to repetition operator" : said;
    }
}
