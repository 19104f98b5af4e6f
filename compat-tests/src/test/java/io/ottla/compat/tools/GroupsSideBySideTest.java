package io.ottla.compat.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.OttlaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools for groups, stock and ours, with the same words against the same Ottla, and as members of the same groups. */
class GroupsSideBySideTest {
    private static final int LINES = 30;

    @TempDir
    static Path directory;

    private static OttlaServer server;
    private static Both both;

    @BeforeAll
    static void start() {
        server = OttlaServer.start(directory.resolve("data"), "group.initial.rebalance.delay.ms=0");
        both = new Both(server.bootstrap());
        both.ours("kafka-topics", "--create", "--topic", "g", "--partitions", "3");
        var lines = IntStream.range(0, LINES)
                .mapToObj(i -> "k" + i + "\t" + i + "\n")
                .collect(Collectors.joining());
        Script.withInput(
                        "kafka-console-producer",
                        lines,
                        "--topic",
                        "g",
                        "--reader-property",
                        "parse.key=true",
                        "--bootstrap-server",
                        server.bootstrap())
                .well();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String[] reading(String group, int count) {
        return new String[] {
            "--topic",
            "g",
            "--group",
            group,
            "--max-messages",
            String.valueOf(count),
            "--command-property",
            "auto.offset.reset=earliest"
        };
    }

    @Test
    void groups_are_listed_and_described_alike() {
        both.ours("kafka-console-consumer", reading("left", 7));
        var words = new String[] {"--topic", "g", "--group", "live", "--bootstrap-server", server.bootstrap()};
        try (var member = Running.ours("kafka-console-consumer", words)) {
            while (!both.ours("kafka-consumer-groups", "--list", "--state", "stable")
                    .contains("live ")) {
                assertTrue(member.process().isAlive());
            }
            both.sameLines("kafka-groups", "--list", "--consumer");
            both.sameLines("kafka-consumer-groups", "--list");
            both.sameLines("kafka-consumer-groups", "--list", "--state", "--type");
            for (var group : List.of("left", "live")) {
                both.same(text -> text, "kafka-consumer-groups", "--describe", "--group", group);
                both.same(
                        text -> text,
                        "kafka-consumer-groups",
                        "--describe",
                        "--group",
                        group,
                        "--members",
                        "--verbose");
                both.same(
                        text -> text, "kafka-consumer-groups", "--describe", "--group", group, "--state", "--verbose");
            }
            member.stop();
        }
        var offsets = both.ours("kafka-consumer-groups", "--describe", "--group", "live", "--output", "json");
        assertTrue(offsets.contains("\"lag\":0,\"consumerId\":null"), offsets);
    }

    @Test
    void a_group_goes_on_where_the_other_tool_has_left_it() {
        var read = both.ours("kafka-console-consumer", reading("shared", 10))
                + both.stock("kafka-console-consumer", reading("shared", 10))
                + both.ours("kafka-console-consumer", reading("shared", 10));
        var expected =
                IntStream.range(0, LINES).mapToObj(String::valueOf).sorted().toList();
        assertEquals(expected, read.lines().sorted().toList());
    }

    @Test
    void our_member_and_a_stock_member_share_the_partitions() {
        var words = new String[] {"--topic", "g", "--group-id", "mixed", "--bootstrap-server", server.bootstrap()};
        try (var ours = Running.ours("kafka-verifiable-consumer", words);
                var stock = Running.stock("kafka-verifiable-consumer", words)) {
            var assigned = "\"partitions_assigned\",\"partitions\":[{";
            ours.awaitSaid(said -> said.contains(assigned));
            stock.awaitSaid(said -> said.contains(assigned));
            while (!both.ours("kafka-consumer-groups", "--describe", "--group", "mixed", "--state")
                    .matches("(?s).* Stable +2\\n")) {
                assertTrue(ours.process().isAlive() && stock.process().isAlive());
            }
            var members = both.ours("kafka-consumer-groups", "--describe", "--group", "mixed", "--members");
            assertTrue(members.matches("(?s).* 2 +\\n.*") && members.matches("(?s).* 1 +\\n.*"), members);
            assertTrue(ours.stop().contains("\"shutdown_complete\""));
        }
    }

    @Test
    void offsets_are_reset_alike() throws IOException {
        both.ours("kafka-console-consumer", reading("moved", LINES));
        var plan = directory.resolve("plan.csv");
        Files.writeString(plan, "g,0,2\n\"g\",1,100\n");
        for (var scenario : List.of(
                "--to-earliest --all-topics",
                "--to-latest --topic g",
                "--to-current --topic g:0,2",
                "--to-offset 3 --topic g",
                "--shift-by -2 --all-topics",
                "--by-duration PT24H --topic g",
                "--to-datetime 2026-01-01T00:00:00.000 --topic g:1",
                "--from-file " + plan)) {
            for (var more : List.of("", " --export")) {
                var words = ("--reset-offsets --group moved --dry-run " + scenario + more).split(" ", -1);
                both.sameLines("kafka-consumer-groups", words);
            }
        }
        both.ours(
                "kafka-consumer-groups",
                "--reset-offsets",
                "--group",
                "moved",
                "--execute",
                "--to-offset",
                "1",
                "--topic",
                "g:0");
        both.stock(
                "kafka-consumer-groups",
                "--reset-offsets",
                "--group",
                "moved",
                "--execute",
                "--to-offset",
                "2",
                "--topic",
                "g:1");
        both.same(text -> text, "kafka-consumer-groups", "--describe", "--group", "moved");
    }

    @Test
    void groups_and_offsets_are_deleted_alike() {
        for (var group : List.of("gone", "gone-too")) {
            both.ours("kafka-console-consumer", reading(group, LINES));
        }
        var forget = new String[] {"--delete-offsets", "--topic", "g:0", "--topic", "g:1", "--group"};
        assertEquals(
                both.stock("kafka-consumer-groups", with(forget, "gone")).replace("gone", "X"),
                both.ours("kafka-consumer-groups", with(forget, "gone-too")).replace("gone-too", "X"));
        assertEquals(
                both.stock("kafka-consumer-groups", "--delete", "--group", "gone")
                        .replace("gone", "X"),
                both.ours("kafka-consumer-groups", "--delete", "--group", "gone-too")
                        .replace("gone-too", "X"));
        assertTrue(!both.ours("kafka-consumer-groups", "--list").contains("gone"));
    }

    private static String[] with(String[] words, String last) {
        var all = List.of(words).stream().collect(Collectors.toList());
        all.add(last);
        return all.toArray(String[]::new);
    }

    @Test
    void regular_expressions_are_judged_alike() {
        for (var regex : List.of("a.*", "a(b", "[a-z")) {
            assertEquals(
                    Both.stockAsGiven("kafka-consumer-groups", "--validate-regex", regex)
                            .contains("is valid"),
                    Script.run("kafka-consumer-groups", "--validate-regex", regex)
                            .well()
                            .out()
                            .contains("is valid"));
        }
    }

    @Test
    void a_group_that_is_not_there_is_one_line() {
        var run = Script.run(
                "kafka-consumer-groups", "--describe", "--group", "nobody", "--bootstrap-server", server.bootstrap());
        assertEquals(1, run.exitCode());
        assertEquals("", run.out());
        assertEquals("Consumer group 'nobody' does not exist.\n", run.err());
    }
}
