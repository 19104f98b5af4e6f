package io.ottla.compat.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is asked, and a way to see one broker's answers by hand. */
final class AdminCases {
    private static final String HEAD = "== ";

    private AdminCases() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        cases.addAll(TopicCases.all());
        cases.addAll(ConfigCases.all());
        cases.addAll(BrokerCases.all());
        cases.addAll(QuotaCases.all());
        cases.addAll(SecurityCases.all());
        cases.addAll(ClusterCases.all());
        return cases;
    }

    /**
     * The answers of one broker, by the name of the case. A connection that is lost is an answer too.
     *
     * @param settleMs how long it may take to do what it has said it did
     */
    static Map<String, String> answers(String bootstrap, int settleMs, List<Case> cases) {
        var answers = new LinkedHashMap<String, String>();
        for (var one : cases) {
            try (var wire = new Wire(bootstrap, settleMs)) {
                answers.put(one.name(), Normal.of(one.question().apply(wire)));
            } catch (RuntimeException lost) {
                answers.put(one.name(), "lost: " + lost + "\n");
            }
        }
        return answers;
    }

    /** Answers as a file keeps them. */
    static String written(Map<String, String> answers) {
        var text = new StringBuilder();
        answers.forEach(
                (name, answer) -> text.append(HEAD).append(name).append('\n').append(answer));
        return text.toString();
    }

    /** What {@link #written} wrote. */
    static Map<String, String> read(String text) {
        var answers = new LinkedHashMap<String, String>();
        var name = "";
        for (var line : text.lines().toList()) {
            if (line.startsWith(HEAD)) {
                name = line.substring(HEAD.length());
                answers.put(name, "");
            } else {
                answers.merge(name, line + "\n", String::concat);
            }
        }
        return answers;
    }

    /** Prints the answers of the broker at {@code args[0]} to the cases whose names hold {@code args[1]}, or to all. */
    public static void main(String[] args) {
        var cases = all().stream()
                .filter(one -> args.length < 2 || one.name().contains(args[1]))
                .toList();
        System.out.print(written(answers(args[0], 300, cases)));
    }
}
