package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock consumers in groups, each version in a JVM of its own, against a broker that is stopped and killed. */
class GroupsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path data;

    private static void run(String version, int expected, String... arguments) {
        var run = ClientProgram.fork(version, GroupProgram.class, arguments).orFail();
        assertEquals(
                expected,
                run.out().lines().filter(line -> line.startsWith("OK ")).count(),
                run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.4.0", "4.3.1"})
    void partitions_are_shared_by_whoever_is_there(String version) {
        try (var broker = OttlaServer.start(data)) {
            run(version, 4, "assignors", broker.bootstrap());
            run(version, 2, "statics", broker.bootstrap());
            run(version, 5, "admin", broker.bootstrap());
        }
    }

    @Test
    void what_was_committed_stays_whatever_ends_the_broker() {
        for (int round = 0; round < 4; round++) {
            try (var broker = OttlaServer.start(data)) {
                if (round == 0) {
                    Forked.run(List.of(
                                    OttlaServer.ROOT
                                            .resolve("bin/kafka-topics.sh")
                                            .toString(),
                                    "--bootstrap-server",
                                    broker.bootstrap(),
                                    "--create",
                                    "--topic",
                                    "committed",
                                    "--partitions",
                                    "6"))
                            .orFail();
                } else {
                    run("4.4.0", 1, "committed", broker.bootstrap(), "group", Integer.toString(100 * (round - 1)));
                }
                run("4.4.0", 1, "commit", broker.bootstrap(), "group", Integer.toString(100 * round));
                if (round % 2 == 0) {
                    broker.kill();
                } else {
                    broker.stop();
                }
            }
        }
    }

    @Test
    void kcat_reads_in_a_group_and_goes_on_where_it_was() throws IOException, InterruptedException {
        NeededProgram.require("kcat");
        try (var broker = OttlaServer.start(data)) {
            write(broker.bootstrap(), "a", "b", "c");
            assertEquals(List.of("a", "b", "c"), readInGroup(broker.bootstrap(), 3));
            write(broker.bootstrap(), "d", "e");
            assertEquals(List.of("d", "e"), readInGroup(broker.bootstrap(), 2));
        }
    }

    private static void write(String bootstrap, String... lines) throws IOException, InterruptedException {
        var process = new ProcessBuilder("kcat", "-P", "-b", bootstrap, "-t", "lines", "-p", "0").start();
        try (var input = process.outputWriter()) {
            for (var line : lines) {
                input.write(line + "\n");
            }
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    }

    private static List<String> readInGroup(String bootstrap, int count) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "kcat",
                        "-G",
                        "readers",
                        "-b",
                        bootstrap,
                        "-q",
                        "-u",
                        "-c",
                        Integer.toString(count),
                        "-X",
                        "auto.offset.reset=earliest",
                        "lines")
                .start();
        var lines = new ArrayList<String>();
        var reader = process.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return lines;
    }
}
