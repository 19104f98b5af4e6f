package io.ottla.compat.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.OttlaServer;
import io.ottla.compat.oracle.StockTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each tool twice, the stock one of Apache Kafka 4.3.1 and our script, with the same words against the same Ottla: both must do
 * their work and print the same.
 */
class SideBySideTest {
    private static final Pattern USABLE = Pattern.compile(" \\[usable: \\d+]");
    /** What the stock tool of 4.3.1 does not know yet. */
    private static final Pattern NEWER_API = Pattern.compile(",?\n\t(UNKNOWN|Streams\\w+Update)\\(9\\d\\): [^\n,]*");

    @TempDir
    static Path directory;

    private static OttlaServer server;

    @BeforeAll
    static void start() {
        server = OttlaServer.start(directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String[] at(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--bootstrap-server", server.bootstrap()))
                .toArray(String[]::new);
    }

    /** The stock tool must end well. */
    private static String stock(String tool, String... words) {
        return ended(StockTool.run(tool, words));
    }

    private static String ended(StockTool run) {
        assertEquals(0, run.exitCode(), run::toString);
        return run.out();
    }

    private static String ours(String tool, String... words) {
        return Script.run(tool, words).well().out();
    }

    private static void same(UnaryOperator<String> normal, String tool, String... words) {
        assertEquals(normal.apply(stock(tool, words)), normal.apply(ours(tool, words)), tool);
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "k" + i % 5 + ":line " + i + "\n")
                .collect(Collectors.joining());
    }

    private static void fill(String topic, int count) {
        Script.withInput("kafka-console-producer", lines(count), at("--topic", topic))
                .well();
    }

    @Test
    void topics() {
        assertEquals(
                "Created topic stock.\n",
                stock(
                        "kafka-topics",
                        at("--create", "--topic", "stock", "--partitions", "2", "--config", "segment.ms=9999")));
        assertEquals(
                "Created topic ours.\n",
                ours(
                        "kafka-topics",
                        at("--create", "--topic", "ours", "--partitions", "2", "--config", "segment.ms=9999")));
        stock("kafka-topics", at("--alter", "--topic", "stock", "--partitions", "3"));
        ours("kafka-topics", at("--alter", "--topic", "ours", "--partitions", "3"));
        same(SideBySideTest::sorted, "kafka-topics", at("--describe"));
        same(SideBySideTest::sorted, "kafka-topics", at("--describe", "--at-min-isr-partitions"));
        stock("kafka-topics", at("--delete", "--topic", "ours"));
        ours("kafka-topics", at("--delete", "--topic", "stock"));
        assertEquals("", ours("kafka-topics", at("--list", "--topic", "stock|ours")));
    }

    /** The stock tool lists topics in no order. */
    private static String sorted(String text) {
        return text.lines().sorted().collect(Collectors.joining("\n"));
    }

    @Test
    void configs() {
        ours("kafka-topics", at("--create", "--topic", "configured"));
        var made = "Completed updating config for topic configured.\n";
        assertEquals(
                made,
                stock(
                        "kafka-configs",
                        at("--alter", "--topic", "configured", "--add-config", "cleanup.policy=[compact,delete]")));
        assertEquals(
                made,
                ours("kafka-configs", at("--alter", "--topic", "configured", "--add-config", "retention.ms=5000")));
        same(text -> text, "kafka-configs", at("--describe", "--topic", "configured", "--all"));
        same(text -> text, "kafka-configs", at("--describe", "--broker", "1", "--all"));
        stock("kafka-configs", at("--alter", "--topic", "configured", "--delete-config", "retention.ms"));
        ours("kafka-configs", at("--alter", "--topic", "configured", "--delete-config", "cleanup.policy"));
        same(text -> text, "kafka-configs", at("--describe", "--topic", "configured"));
    }

    @Test
    void producer_and_consumer() {
        var keyed = new String[] {"--reader-property", "parse.key=true", "--reader-property", "key.separator=:"};
        var toStock = at(Stream.concat(Stream.of("--topic", "by-stock"), Stream.of(keyed))
                .toArray(String[]::new));
        var toOurs = at(
                Stream.concat(Stream.of("--topic", "by-ours"), Stream.of(keyed)).toArray(String[]::new));
        ended(StockTool.runWithInput("kafka-console-producer", lines(500), toStock));
        Script.withInput("kafka-console-producer", lines(500), toOurs).well();
        var all = new String[] {
            "--partition", "0",
            "--offset", "earliest",
            "--max-messages", "500",
            "--formatter-property", "print.key=true",
            "--formatter-property", "print.offset=true",
            "--formatter-property", "print.partition=true",
            "--formatter-property", "print.headers=true"
        };
        var fromStock = at(
                Stream.concat(Stream.of("--topic", "by-stock"), Stream.of(all)).toArray(String[]::new));
        var fromOurs = at(
                Stream.concat(Stream.of("--topic", "by-ours"), Stream.of(all)).toArray(String[]::new));
        var read = ours("kafka-console-consumer", fromStock);
        assertTrue(read.startsWith("Partition:0\tOffset:0\tNO_HEADERS\tk0\tline 0\n"), read);
        assertEquals(read, stock("kafka-console-consumer", fromOurs));
        assertEquals(read, ours("kafka-console-consumer", fromOurs));
    }

    @Test
    void get_offsets_and_delete_records() throws IOException {
        fill("counted", 20);
        same(text -> text, "kafka-get-offsets", at("--topic", "counted"));
        same(text -> text, "kafka-get-offsets", at("--topic", "counted", "--time", "max-timestamp"));
        var file = directory.resolve("offsets.json");
        var tools = new String[] {"stock", "ours"};
        for (int i = 0; i < tools.length; i++) {
            Files.writeString(
                    file,
                    "{\"partitions\":[{\"topic\":\"counted\",\"partition\":0,\"offset\":" + (i + 3)
                            + "}],\"version\":1}");
            var words = at("--offset-json-file", file.toString());
            assertEquals(
                    "Executing records delete operation\nRecords delete operation completed:\n"
                            + "partition: counted-0\tlow_watermark: " + (i + 3) + "\n",
                    i == 0 ? stock("kafka-delete-records", words) : ours("kafka-delete-records", words));
        }
        same(text -> text, "kafka-get-offsets", at("--topic-partitions", "counted:0", "--time", "-2"));
    }

    @Test
    void log_directories_and_versions() {
        fill("placed", 3);
        same(text -> text, "kafka-log-dirs", at("--describe", "--topic-list", "placed"));
        same(
                text -> USABLE.matcher(NEWER_API.matcher(text).replaceAll("")).replaceAll(""),
                "kafka-broker-api-versions",
                at());
    }

    @Test
    void dump_log() {
        var data = directory.resolve("dumped");
        try (var other = OttlaServer.start(data)) {
            var words = new String[] {"--topic", "d", "--bootstrap-server", other.bootstrap()};
            Script.withInput("kafka-console-producer", lines(3000), words).well();
            other.stop();
        }
        var deep = new String[] {"--print-data-log", "--files", files(data.resolve("d-0"), ".log")};
        same(text -> text, "kafka-dump-log", deep);
        var others = Stream.of(".index", ".timeindex", ".snapshot")
                .map(ending -> files(data.resolve("d-0"), ending))
                .collect(Collectors.joining(","));
        same(text -> text, "kafka-dump-log", "--files", others);
        var metadata = files(data.resolve("__cluster_metadata-0"), ".log");
        same(text -> text, "kafka-dump-log", "--cluster-metadata-decoder", "--files", metadata);
    }

    private static String files(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .collect(Collectors.joining(","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void storage() throws IOException {
        var properties = directory.resolve("storage.properties");
        var folder = directory.resolve("formatted");
        Files.writeString(
                properties,
                "process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=1@localhost:9093\n"
                        + "listeners=PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093\n"
                        + "controller.listener.names=CONTROLLER\nlog.dirs=" + folder + "\n");
        var words = new String[] {"format", "-c", properties.toString(), "-t", "ABCDEFGHIJKLMNOPQRSTUg"};
        var byStock = stock("kafka-storage", words);
        for (var name : new String[] {"meta.properties", "bootstrap.checkpoint"}) {
            Files.delete(folder.resolve(name));
        }
        assertEquals(byStock, ours("kafka-storage", words));
        same(text -> text, "kafka-storage", "info", "-c", properties.toString());
    }

    @Test
    void a_script_answers_a_mistake_with_one_line() {
        var run = Script.run("kafka-topics", at("--lisst"));
        assertEquals(1, run.exitCode());
        assertEquals("", run.out());
        assertEquals("unknown option --lisst; did you mean --list? (see kafka-topics.sh --help)\n", run.err());
    }
}
