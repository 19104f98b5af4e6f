package io.ottla.compat.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.compat.oracle.StockTool;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stock tool and ours with the same words against the same cluster. */
record Both(String bootstrap) {
    private String[] at(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--bootstrap-server", bootstrap))
                .toArray(String[]::new);
    }

    /** What the stock tool prints; it must end well. */
    String stock(String tool, String... words) {
        return stockAsGiven(tool, at(words));
    }

    /** As {@link #stock}, with the address among the words already. */
    static String stockAsGiven(String tool, String... words) {
        var run = StockTool.run(tool, words);
        assertEquals(0, run.exitCode(), run::toString);
        return run.out();
    }

    /** What ours prints; it must end well. */
    String ours(String tool, String... words) {
        return Script.run(tool, at(words)).well().out();
    }

    /** Both print the same, in any order of lines. */
    void sameLines(String tool, String... words) {
        same(Both::sorted, tool, words);
    }

    void same(UnaryOperator<String> normal, String tool, String... words) {
        assertEquals(
                normal.apply(stock(tool, words)),
                normal.apply(ours(tool, words)),
                () -> tool + " " + String.join(" ", words));
    }

    /** The stock tools list groups and partitions in no order. */
    static String sorted(String text) {
        return text.lines().sorted().collect(Collectors.joining("\n"));
    }

    /** Every number is a number, and what is measured differs. */
    static String shape(String text) {
        return text.replaceAll("\\d+([.,:-]\\d+)*", "N").replaceAll("N( N)+", "N");
    }
}
