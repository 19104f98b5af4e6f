package io.ottla.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every tool against a broker of this process. What they print is compared with the stock tools in compat-tests. */
class ToolsTest {
    @TempDir
    static Path directory;

    private static Node node;

    @BeforeAll
    static void start() throws IOException {
        node = Node.start(directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Run run(String tool, String... words) {
        return withInput(tool, "", words);
    }

    private static Run withInput(String tool, String input, String... words) {
        var all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--bootstrap-server";
        all[words.length + 1] = node.bootstrap();
        return Run.withInput(tool, input, all);
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static String read(String topic, int count) {
        return run("kafka-console-consumer", "--topic", topic, "--from-beginning", "--max-messages", "" + count)
                .well()
                .out();
    }

    private static void create(String topic, String... more) {
        var words = new String[more.length + 3];
        words[0] = "--create";
        words[1] = "--topic";
        words[2] = topic;
        System.arraycopy(more, 0, words, 3, more.length);
        run("kafka-topics", words).well();
    }

    @Test
    void lines_come_back_as_they_went_with_every_codec() {
        var lines = lines(20_000);
        for (var codec : new String[] {"none", "gzip", "snappy", "lz4", "zstd"}) {
            withInput("kafka-console-producer", lines, "--topic", codec, "--compression-codec", codec)
                    .well();
            assertEquals(lines, read(codec, 20_000), codec);
        }
    }

    @Test
    void the_quorum_is_described_from_both_sides_of_the_command() {
        var before = Run.of(
                "kafka-metadata-quorum", "--bootstrap-server", node.bootstrap(), "describe", "--replication", "--json");
        assertTrue(before.well().out().startsWith("[{\"nodeId\":1,\"directoryId\":\""), before.out());
        var behind = run("kafka-metadata-quorum", "describe", "--status").well();
        assertTrue(behind.out().contains("LeaderId:               1\n"), behind.out());
    }

    @Test
    void a_voter_cannot_be_removed_where_that_is_not_served_and_a_line_says_so() {
        var words = new String[] {"remove-controller", "-i", "1", "-d", "AAAAAAAAAAAAAAAAAAAAAg"};
        var run = run("kafka-metadata-quorum", words);
        assertEquals(1, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void a_reassignment_is_proposed_carried_out_and_verified() throws IOException {
        create("moved", "--partitions", "2");
        var topics = Files.writeString(directory.resolve("topics.json"), "{\"topics\":[{\"topic\":\"moved\"}]}");
        var words = new String[] {"--generate", "--topics-to-move-json-file", topics.toString(), "--broker-list", "1"};
        var proposed =
                run("kafka-reassign-partitions", words).well().out().lines().toList();
        var file = Files.writeString(directory.resolve("moves.json"), proposed.get(proposed.size() - 1))
                .toString();
        var begun = run("kafka-reassign-partitions", "--execute", "--reassignment-json-file", file, "--throttle", "5")
                .well();
        assertTrue(begun.out().endsWith("reassignments for moved-0,moved-1\n"), begun.out());
        var verified = run("kafka-reassign-partitions", "--verify", "--reassignment-json-file", file)
                .well();
        assertTrue(verified.out().contains("Reassignment of partition moved-1 is completed.\n"), verified.out());
        var list = run("kafka-reassign-partitions", "--list").well();
        assertEquals("No partition reassignments found.\n", list.out());
    }

    @Test
    void keys_stay_in_one_partition_each_and_in_order() {
        create("keyed", "--partitions", "3");
        var input = IntStream.range(0, 300)
                .mapToObj(i -> "k" + i % 10 + "\t" + i + "\n")
                .collect(Collectors.joining());
        withInput("kafka-console-producer", input, "--topic", "keyed", "--reader-property", "parse.key=true")
                .well();
        var seen = new int[10];
        run(
                        "kafka-console-consumer",
                        "--topic",
                        "keyed",
                        "--from-beginning",
                        "--max-messages",
                        "300",
                        "--formatter-property",
                        "print.key=true")
                .well()
                .out()
                .lines()
                .forEach(line -> {
                    var key = line.charAt(1) - '0';
                    assertEquals(key + 10 * seen[key]++, Integer.parseInt(line.substring(3)), line);
                });
    }

    @Test
    void a_line_that_is_too_large_is_refused_and_the_others_are_written() {
        create("small", "--config", "max.message.bytes=2000");
        var lines = lines(2_000);
        var run = withInput("kafka-console-producer", lines + "x".repeat(3_000) + "\n" + "last\n", "--topic", "small");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("Error when sending 1 record to small-0"), run.err());
        assertTrue(run.err().endsWith("1 of 2002 records were not written\n"), run.err());
        assertEquals(lines + "last\n", read("small", 2_001));
    }

    @Test
    void acks_and_idempotence_can_be_chosen() {
        for (var acks : new String[] {"0", "1", "all"}) {
            withInput(
                            "kafka-console-producer",
                            "a\nb\n",
                            "--topic",
                            "acks-" + acks,
                            "--request-required-acks",
                            acks,
                            "--command-property",
                            "enable.idempotence=false")
                    .well();
            assertEquals("a\nb\n", read("acks-" + acks, 2));
        }
    }

    @Test
    void reading_ends_when_nothing_has_come_for_a_while() {
        create("quiet");
        var run = run("kafka-console-consumer", "--topic", "quiet", "--timeout-ms", "50")
                .well();
        assertEquals("", run.out());
        assertEquals("Processed a total of 0 messages\n", run.err());
    }

    @Test
    void an_offset_is_where_reading_begins() {
        withInput("kafka-console-producer", lines(10), "--topic", "from").well();
        var run = run(
                "kafka-console-consumer",
                "--topic",
                "from",
                "--partition",
                "0",
                "--offset",
                "7",
                "--max-messages",
                "2",
                "--formatter-property",
                "print.offset=true");
        assertEquals("Offset:7\tline 7\nOffset:8\tline 8\n", run.well().out());
    }

    @Test
    void deleted_records_are_gone() throws IOException {
        withInput("kafka-console-producer", lines(10), "--topic", "cut").well();
        var file = directory.resolve("cut.json");
        Files.writeString(file, "{\"partitions\":[{\"topic\":\"cut\",\"partition\":0,\"offset\":4}],\"version\":1}");
        var run = run("kafka-delete-records", "--offset-json-file", file.toString());
        assertTrue(run.well().out().endsWith("partition: cut-0\tlow_watermark: 4\n"), run.out());
        assertEquals(
                "cut:0:4\n",
                run("kafka-get-offsets", "--topic", "cut", "--time", "earliest").out());
        assertEquals("cut:0:10\n", run("kafka-get-offsets", "--topic", "cut").out());
    }

    @Test
    void topics_are_created_described_altered_and_deleted() {
        create("life", "--partitions", "2", "--config", "retention.ms=1000");
        var described =
                run("kafka-topics", "--describe", "--topic", "life").well().out();
        assertTrue(described.contains("PartitionCount: 2\tReplicationFactor: 1\tConfigs: "), described);
        assertTrue(described.contains("retention.ms=1000"), described);
        run("kafka-topics", "--alter", "--topic", "life", "--partitions", "3").well();
        assertEquals(
                3,
                run("kafka-topics", "--describe", "--topic", "life")
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("\tTopic: life\tPartition: "))
                        .count());
        run("kafka-topics", "--delete", "--topic", "life").well();
        assertEquals("", run("kafka-topics", "--list", "--topic", "life").well().out());
    }

    @Test
    void settings_are_altered_and_shown() {
        create("set");
        run(
                        "kafka-configs",
                        "--alter",
                        "--topic",
                        "set",
                        "--add-config",
                        "cleanup.policy=[compact,delete],segment.ms=1000")
                .well();
        run("kafka-configs", "--alter", "--topic", "set", "--delete-config", "segment.ms")
                .well();
        assertEquals(
                "Dynamic configs for topic set are:\n  cleanup.policy=compact,delete sensitive=false synonyms="
                        + "{DYNAMIC_TOPIC_CONFIG:cleanup.policy=compact,delete, DEFAULT_CONFIG:log.cleanup.policy=delete}\n",
                run("kafka-configs", "--describe", "--topic", "set").well().out());
    }

    @Test
    void what_the_broker_refuses_is_one_line() {
        var run = run("kafka-topics", "--create", "--topic", "no good");
        assertEquals(1, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals("", run.out());
    }

    @Test
    void log_directories_and_versions_are_shown() {
        create("shown");
        var directories = run("kafka-log-dirs", "--describe", "--topic-list", "shown")
                .well()
                .out();
        assertTrue(directories.contains("\"partition\":\"shown-0\",\"size\":0"), directories);
        var versions = run("kafka-broker-api-versions").well().out();
        assertTrue(versions.startsWith(node.bootstrap() + " (id: 1 rack: null isFenced: false) -> (\n\tProduce(0): "));
    }

    @Test
    void every_listing_is_json_on_request() throws IOException {
        withInput("kafka-console-producer", "a\n", "--topic", "listed").well();
        run("kafka-configs", "--alter", "--user", "u", "--add-config", "producer_byte_rate=5")
                .well();
        for (var command : List.of(
                "kafka-topics --list",
                "kafka-topics --describe",
                "kafka-configs --describe --topic listed",
                "kafka-configs --describe --topic listed --all",
                "kafka-configs --describe --entity-type topics",
                "kafka-configs --describe --broker 1 --all",
                "kafka-configs --describe --broker-defaults",
                "kafka-configs --describe --broker-logger 1",
                "kafka-configs --describe --entity-type users",
                "kafka-broker-api-versions",
                "kafka-get-offsets",
                "kafka-log-dirs --describe",
                "kafka-groups --list",
                "kafka-consumer-groups --list",
                "kafka-consumer-groups --list --state",
                "kafka-consumer-groups --describe --all-groups",
                "kafka-cluster cluster-id",
                "kafka-cluster list-endpoints")) {
            var words = (command + " --json").split(" ", -1);
            assertJson(run(words[0], Arrays.copyOfRange(words, 1, words.length)), command);
        }
        assertJson(Run.of("kafka-features", "--bootstrap-server", node.bootstrap(), "describe", "--json"), "describe");
        assertJson(Run.of("kafka-features", "version-mapping", "--output", "json"), "version-mapping");
        assertJson(
                Run.of("kafka-features", "feature-dependencies", "--feature", "group.version=1", "--json"),
                "feature-dependencies");
        assertJson(Run.of("kafka-storage", "version-mapping", "--json"), "version-mapping");
    }

    private static void assertJson(Run run, String command) throws IOException {
        assertEquals(1, run.well().out().lines().count(), command + ": " + run.out());
        try (var parser = new JsonFactory().createParser(run.out())) {
            var first = parser.nextToken();
            assertTrue(first == JsonToken.START_ARRAY || first == JsonToken.START_OBJECT, command + ": " + run.out());
            parser.skipChildren();
            assertEquals(null, parser.nextToken(), command);
        }
    }

    @Test
    void settings_as_json_have_a_source_and_synonyms() {
        create("told", "--config", "retention.ms=7");
        assertEquals(
                "[{\"type\":\"topic\",\"name\":\"told\",\"configs\":[{\"name\":\"retention.ms\",\"value\":\"7\","
                        + "\"source\":\"DYNAMIC_TOPIC_CONFIG\",\"isSensitive\":false,\"isReadOnly\":false,\"synonyms\":["
                        + "{\"name\":\"retention.ms\",\"value\":\"7\",\"source\":\"DYNAMIC_TOPIC_CONFIG\"}]}]}]\n",
                run("kafka-configs", "--describe", "--topic", "told", "--json").out());
        var nowhere = run("kafka-configs", "--describe", "--topic", "nowhere", "--json");
        assertEquals(1, nowhere.exitCode());
        assertEquals("The topic 'nowhere' doesn't exist and doesn't have dynamic config.\n", nowhere.err());
    }

    @Test
    void nobody_listening_is_said_with_the_address() {
        var run = Run.of("kafka-topics", "--list", "--bootstrap-server", "localhost:1");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().startsWith("cannot connect to localhost:1 ("), run.err());
    }

    @Test
    void every_tool_has_help() {
        for (var name : Tools.NAMES) {
            var run = Run.of(name, "--help").well();
            assertTrue(run.out().startsWith("Usage: " + name + ".sh "), run.out());
            assertEquals("", run.err());
        }
    }

    @Test
    void a_broker_is_unregistered_if_there_is_one() {
        var refused = Run.of("kafka-cluster", "unregister", "--bootstrap-server", node.bootstrap(), "--id", "7");
        assertEquals(1, refused.exitCode());
        assertEquals("Broker ID 7 is not currently registered\n", refused.err());
        var done = Run.of("kafka-cluster", "unregister", "--bootstrap-server", node.bootstrap(), "--id", "1");
        assertEquals("Broker 1 is no longer registered.\n", done.well().out());
        create("after-that");
    }
}
