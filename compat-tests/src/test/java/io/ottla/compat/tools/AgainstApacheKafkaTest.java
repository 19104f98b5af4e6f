package io.ottla.compat.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.oracle.ApacheKafka;
import io.ottla.compat.oracle.StockTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our scripts work against Apache Kafka as well: what they speak is Kafka's protocol, not ours. */
class AgainstApacheKafkaTest {
    @TempDir
    static Path directory;

    private static ApacheKafka kafka;

    @BeforeAll
    static void start() {
        kafka = ApacheKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static String[] at(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--bootstrap-server", kafka.bootstrap()))
                .toArray(String[]::new);
    }

    private static String run(String tool, String... words) {
        return Script.run(tool, at(words)).well().out();
    }

    @Test
    void lines_come_back_with_every_codec() {
        var lines = IntStream.range(0, 5000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        for (var codec : new String[] {"none", "gzip", "snappy", "lz4", "zstd"}) {
            Script.withInput("kafka-console-producer", lines, at("--topic", codec, "--compression-codec", codec))
                    .well();
            assertEquals(
                    lines,
                    run("kafka-console-consumer", "--topic", codec, "--from-beginning", "--max-messages", "5000"));
        }
    }

    @Test
    void topics_settings_offsets_and_directories_are_looked_after() throws IOException {
        assertEquals(
                "Created topic managed.\n", run("kafka-topics", "--create", "--topic", "managed", "--partitions", "2"));
        run("kafka-configs", "--alter", "--topic", "managed", "--add-config", "retention.ms=7000");
        var described = run("kafka-topics", "--describe", "--topic", "managed");
        assertTrue(described.contains("PartitionCount: 2") && described.contains("retention.ms=7000"), described);
        Script.withInput("kafka-console-producer", "a\nb\n", at("--topic", "managed", "--sync"))
                .well();
        var sum = run("kafka-get-offsets", "--topic", "managed")
                .lines()
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
                .sum();
        assertEquals(2, sum);
        var file = directory.resolve("offsets.json");
        Files.writeString(
                file,
                "{\"partitions\":[{\"topic\":\"managed\",\"partition\":0,\"offset\":-1},"
                        + "{\"topic\":\"managed\",\"partition\":1,\"offset\":-1}],\"version\":1}");
        run("kafka-delete-records", "--offset-json-file", file.toString());
        assertEquals(
                run("kafka-get-offsets", "--topic", "managed"),
                run("kafka-get-offsets", "--topic", "managed", "--time", "earliest"));
        assertTrue(run("kafka-log-dirs", "--describe").contains("\"partition\":\"managed-1\""));
        assertTrue(run("kafka-broker-api-versions").contains("\n\tFetch(1): 4 to 18 [usable: 18],\n"));
        run("kafka-topics", "--delete", "--topic", "managed");
    }

    @Test
    void aborted_transactions_are_left_out_if_that_is_asked_for() throws ExecutionException, InterruptedException {
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrap(), "transactional.id", "t");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            for (int i = 0; i < 4; i++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("transactional", 0, null, i + "a"))
                        .get();
                producer.send(new ProducerRecord<>("transactional", 0, null, i + "b"))
                        .get();
                if (i % 2 == 0) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        var words = new String[] {"--topic", "transactional", "--from-beginning", "--timeout-ms", "1000"};
        assertEquals("0a\n0b\n1a\n1b\n2a\n2b\n3a\n3b\n", run("kafka-console-consumer", words));
        assertEquals(
                "0a\n0b\n2a\n2b\n",
                run(
                        "kafka-console-consumer",
                        Stream.concat(Stream.of(words), Stream.of("--isolation-level", "read_committed"))
                                .toArray(String[]::new)));
        var log =
                kafka.data().resolve("transactional-0/00000000000000000000.log").toString();
        assertEquals(
                StockTool.run("kafka-dump-log", "--print-data-log", "--files", log)
                        .out(),
                Script.run("kafka-dump-log", "--print-data-log", "--files", log)
                        .well()
                        .out());
    }

    @Test
    void groups_of_both_protocols_are_described_as_by_the_stock_tool() {
        var both = new Both(kafka.bootstrap());
        Script.withInput("kafka-console-producer", "a\nb\nc\n", at("--topic", "read"))
                .well();
        run(
                "kafka-console-consumer",
                "--topic",
                "read",
                "--group",
                "classic",
                "--from-beginning",
                "--max-messages",
                "2");
        var newer = "--topic read --group-id newer --group-protocol consumer --bootstrap-server " + kafka.bootstrap();
        try (var member = Running.stock("kafka-verifiable-consumer", newer.split(" ", -1))) {
            member.awaitSaid(said -> said.contains("offsets_committed"));
            for (var group : new String[] {"classic", "newer"}) {
                for (var what : new String[] {"--offsets", "--members", "--state"}) {
                    both.same(text -> text, "kafka-consumer-groups", "--describe", "--group", group, what, "--verbose");
                }
            }
            both.sameLines("kafka-consumer-groups", "--list", "--type", "--state");
            both.sameLines("kafka-groups", "--list", "--consumer");
        }
        run(
                "kafka-consumer-groups",
                "--reset-offsets",
                "--group",
                "classic",
                "--all-topics",
                "--shift-by",
                "-1",
                "--execute");
        both.same(text -> text, "kafka-consumer-groups", "--describe", "--group", "classic");
        run("kafka-consumer-groups", "--delete", "--group", "classic");
    }

    @Test
    void what_is_measured_and_shown_has_the_shape_of_the_stock_tools() {
        var both = new Both(kafka.bootstrap());
        both.same(
                Both::shape,
                "kafka-producer-perf-test",
                "--topic perf --num-records 1000 --record-size 50 --throughput -1".split(" ", -1));
        both.same(Both::shape, "kafka-consumer-perf-test", "--topic perf --num-records 2000".split(" ", -1));
        var describe = new String[] {"--bootstrap-server", kafka.bootstrap(), "describe"};
        assertEquals(
                Both.shape(Both.stockAsGiven("kafka-features", describe)),
                Both.shape(Script.run("kafka-features", describe).well().out()));
    }
}
