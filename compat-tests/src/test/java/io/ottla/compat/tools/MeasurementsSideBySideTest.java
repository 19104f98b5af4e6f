package io.ottla.compat.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.OttlaServer;
import io.ottla.compat.oracle.StockTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools that measure, verify and look at the cluster as a whole: stock and ours print lines of the same shape. */
class MeasurementsSideBySideTest {
    @TempDir
    static Path directory;

    private static OttlaServer server;
    private static Both both;

    @BeforeAll
    static void start() {
        server = OttlaServer.start(directory.resolve("data"), "group.initial.rebalance.delay.ms=0");
        both = new Both(server.bootstrap());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void producing_and_consuming_are_measured() {
        both.same(
                Both::shape,
                "kafka-producer-perf-test",
                "--topic perf --num-records 3000 --record-size 50 --throughput -1 --warmup-records 1000"
                        .split(" ", -1));
        both.same(
                Both::shape,
                "kafka-producer-perf-test",
                "--topic perf --num-records 10 --payload-monotonic --throughput 100.5 --command-property acks=1"
                        .split(" ", -1));
        both.same(Both::shape, "kafka-consumer-perf-test", "--topic perf --num-records 6020".split(" ", -1));
        both.same(
                Both::shape,
                "kafka-consumer-perf-test",
                "--topic perf --num-records 6021 --timeout 2000 --hide-header".split(" ", -1));
    }

    @Test
    void the_way_through_the_cluster_is_measured() {
        var words =
                "--topic way --num-records 1001 --producer-acks all --record-size 10 --record-key-size 5 --num-headers 2"
                        + " --record-header-key-size 3 --record-header-size 4";
        both.ours("kafka-topics", "--create", "--topic", "way");
        both.same(Both::shape, "kafka-e2e-latency", words.split(" ", -1));
        both.same(
                text -> Both.shape(text).replace("created", "way"),
                "kafka-e2e-latency",
                "--topic way --num-records 3 --producer-acks 1 --record-size 10".split(" ", -1));
    }

    @Test
    void what_is_written_and_read_is_said_as_json() {
        both.same(
                MeasurementsSideBySideTest::events,
                "kafka-verifiable-producer",
                "--topic said --max-messages 5 --repeating-keys 2 --value-prefix 7".split(" ", -1));
        var reading = "--topic said --max-messages 10 --verbose --group-id ";
        assertEquals(
                events(both.stock("kafka-verifiable-consumer", (reading + "a").split(" ", -1))),
                events(both.ours("kafka-verifiable-consumer", (reading + "b").split(" ", -1))));
    }

    /** Times and offsets differ. */
    private static String events(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\"(timestamp|offset|avg_throughput)\":[-0-9.E]+", "\"$1\":0"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void the_cluster_is_described_alike() {
        assertEquals(
                Both.stockAsGiven("kafka-cluster", "cluster-id", "-b", server.bootstrap()),
                Script.run("kafka-cluster", "cluster-id", "-b", server.bootstrap())
                        .well()
                        .out());
        assertEquals(
                Both.stockAsGiven("kafka-cluster", "list-endpoints", "-b", server.bootstrap()),
                Script.run("kafka-cluster", "list-endpoints", "-b", server.bootstrap())
                        .well()
                        .out());
    }

    @Test
    void a_broker_is_unregistered_alike() {
        String[] words = {"unregister", "-b", server.bootstrap(), "--id", "1"};
        var stock = Both.stockAsGiven("kafka-cluster", words);
        assertEquals("Broker 1 is no longer registered.", stock.strip());
        assertEquals(stock, Script.run("kafka-cluster", words).well().out()); // it is alive, and joined again
    }

    @Test
    void features_are_shown_alike() {
        for (var command : List.of(
                "describe",
                "version-mapping --release-version 4.0-IV1",
                "feature-dependencies --feature eligible.leader.replicas.version=1")) {
            var words = ("--bootstrap-server " + server.bootstrap() + " " + command).split(" ", -1);
            assertEquals(
                    withoutEpoch(Both.stockAsGiven("kafka-features", words)),
                    withoutEpoch(Script.run("kafka-features", words).well().out()));
        }
    }

    /** The stock tool and ours in turn, each after the same changes: so both find the same levels. */
    @Test
    void features_are_changed_alike() {
        for (var command : List.of(
                "upgrade --release-version 4.3-IV0 --dry-run",
                "downgrade --feature eligible.leader.replicas.version=0 --dry-run",
                "disable --feature eligible.leader.replicas.version --dry-run",
                "disable --feature eligible.leader.replicas.version",
                "upgrade --feature eligible.leader.replicas.version=1 --dry-run",
                "upgrade --feature eligible.leader.replicas.version=1",
                "downgrade --feature no.such.feature=1",
                "upgrade --feature eligible.leader.replicas.version=7",
                "upgrade --feature metadata.version=5",
                "downgrade --feature eligible.leader.replicas.version=1",
                "disable --feature metadata.version",
                "disable --feature metadata.version --unsafe --dry-run")) {
            var words = ("--bootstrap-server " + server.bootstrap() + " " + command).split(" ", -1);
            var stock = StockTool.run("kafka-features", words);
            var ours = Script.run("kafka-features", words);
            assertEquals(stock.exitCode(), ours.exitCode(), () -> command + "\n" + stock + "\n" + ours);
            assertEquals(outcome(stock.out()), outcome(ours.out()), command);
        }
    }

    /** Which feature could be changed and which not; why not is said in the broker's words, by way of each client's own. */
    private static String outcome(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line ->
                        line.replaceAll("^(Could not \\S+ \\S+( to \\d+)?|Can not \\S+ \\S+( to \\d+)?)\\..*", "$1."))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** It grows with the metadata log. */
    private static String withoutEpoch(String text) {
        return text.replaceAll("Epoch: \\d+", "Epoch: N");
    }

    @Test
    void leaders_are_elected_alike() {
        both.ours("kafka-topics", "--create", "--topic", "led", "--partitions", "2");
        for (var scope : List.of("--all-topic-partitions", "--topic led --partition 1")) {
            both.sameLines("kafka-leader-election", ("--election-type preferred " + scope).split(" ", -1));
        }
    }

    @Test
    void the_quorum_is_described_alike() {
        for (var what : List.of("--status", "--replication", "--replication --human-readable")) {
            var words = ("--bootstrap-server " + server.bootstrap() + " describe " + what).split(" ", -1);
            assertEquals(
                    Both.shape(Both.stockAsGiven("kafka-metadata-quorum", words)),
                    Both.shape(Script.run("kafka-metadata-quorum", words).well().out()),
                    what);
        }
    }

    @Test
    void partitions_are_reassigned_alike() throws IOException {
        both.ours("kafka-topics", "--create", "--topic", "moved", "--partitions", "2");
        var topics = Files.writeString(directory.resolve("topics.json"), "{\"topics\":[{\"topic\":\"moved\"}]}");
        var generate = "--generate --broker-list 1 --topics-to-move-json-file " + topics;
        both.same(text -> text, "kafka-reassign-partitions", generate.split(" ", -1));
        var moves = both.ours("kafka-reassign-partitions", generate.split(" ", -1))
                .lines()
                .toList();
        var file = Files.writeString(directory.resolve("moves.json"), moves.get(1));
        for (var action : List.of(
                "--execute --throttle 5000 --replica-alter-log-dirs-throttle 6000 --reassignment-json-file " + file,
                "--verify --preserve-throttles --reassignment-json-file " + file,
                "--verify --reassignment-json-file " + file,
                "--list")) {
            both.same(text -> text, "kafka-reassign-partitions", action.split(" ", -1));
        }
    }

    @Test
    void a_tool_without_words_or_with_wrong_ones_says_so_in_a_line() {
        for (var tool : List.of(
                "kafka-cluster",
                "kafka-consumer-groups",
                "kafka-consumer-perf-test",
                "kafka-e2e-latency",
                "kafka-features",
                "kafka-groups",
                "kafka-leader-election",
                "kafka-metadata-quorum",
                "kafka-producer-perf-test",
                "kafka-reassign-partitions",
                "kafka-verifiable-consumer",
                "kafka-verifiable-producer")) {
            var run = Script.run(tool);
            assertEquals(1, run.exitCode(), tool);
            assertEquals(1, run.err().lines().count(), run::err);
            assertTrue(run.err().contains("(see " + tool + ".sh --help)"), run::err);
        }
        assertEquals(1, StockTool.run("kafka-groups").exitCode());
    }
}
