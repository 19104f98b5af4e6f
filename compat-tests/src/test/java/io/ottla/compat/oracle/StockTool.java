package io.ottla.compat.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * One finished run of a stock tool of Apache Kafka 4.3.1 ({@code kafka-dump-log}, {@code kafka-topics} ..., or the name of a
 * class), in a JVM of its own, which takes one to two seconds.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record StockTool(int exitCode, String out, String err) {

    /** Runs a tool to its end; at most three minutes.
     *  @param name as {@code compat-tests/oracle/kafka tools} lists them */
    public static StockTool run(String name, String... arguments) {
        return runWithInput(name, "", arguments);
    }

    /** Runs a tool that reads the text given on standard input. */
    public static StockTool runWithInput(String name, String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("tool", name));
        all.addAll(List.of(arguments));
        OracleScript.Finished finished = OracleScript.run(input, all);
        return new StockTool(finished.exitCode(), finished.out(), finished.err());
    }
}
