package io.ottla.compat.differential.ask;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the two brokers answered otherwise at one place of one reply.
 *
 * @param what {@code path: kafka this, ottla that}
 */
public record Difference(Question question, String what) {
    private static final int LONGEST = 400;

    /** All of them, each once with the versions it was seen in. */
    public static String told(List<Difference> differences) {
        Map<String, TreeSet<Integer>> versions = new LinkedHashMap<>();
        for (var one : differences) {
            versions.computeIfAbsent(one.withoutVersion(), unseen -> new TreeSet<>())
                    .add(one.question.version());
        }
        return versions.entrySet().stream()
                .map(one -> "v" + one.getValue().first() + "-" + one.getValue().last() + " ("
                        + one.getValue().size() + ") " + one.getKey())
                .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line)
                .collect(Collectors.joining("\n"));
    }

    /** Names of topics hold the version they were made for. */
    private String withoutVersion() {
        return question.api().name + ": " + question.what() + ": "
                + what.replaceAll("([a-z])-" + question.version() + "\\b", "$1-N");
    }

    @Override
    public String toString() {
        return question + ": " + what;
    }
}
