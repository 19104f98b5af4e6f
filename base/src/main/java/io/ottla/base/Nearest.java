package io.ottla.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which name somebody may have meant who wrote one that is not there. Stateless. */
public final class Nearest {
    /** How many letters may differ; of a short name no more than every second. */
    private static final int NEAR = 3;

    private Nearest() {}

    /** The one of {@code names} that is most like {@code word}; empty if none is like it. */
    public static Optional<String> of(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> Math.abs(name.length() - word.length()) <= NEAR)
                .filter(name -> distance(word, name) <= Math.min(NEAR, word.length() / 2))
                .min(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean NAME?}, to stand behind a complaint; nothing if no name is like the word. */
    public static String suggestion(String word, Collection<String> names) {
        return of(word, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** How many letters must be added, removed, replaced, or swapped with their neighbour (restricted Damerau-Levenshtein). */
    static int distance(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
