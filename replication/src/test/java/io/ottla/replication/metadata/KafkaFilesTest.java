package io.ottla.replication.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.fixture.MemoryDisk;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.batch.ControlRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache Kafka's files are ours, and ours are its. */
class KafkaFilesTest {
    private static final String LOG = "00000000000000000000.log";
    private static final String FIRST_SNAPSHOT = "00000000000000000000-0000000000.checkpoint";

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = KafkaFilesTest.class.getResourceAsStream("/golden/kafka-4.3.1-metadata/" + name)) {
            assertNotNull(in, name);
            return in.readAllBytes();
        }
    }

    private static Node onKafkasFiles() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        for (String name : List.of(LOG, FIRST_SNAPSHOT, "quorum-state")) {
            disk.put(Node.DIRECTORY.resolve(name), golden(name));
        }
        return Node.on(disk).start();
    }

    @Test
    void what_apache_kafka_wrote_is_read() throws IOException {
        Node node = onKafkasFiles();
        TopicImage topic = node.image.topics().byName("one");
        assertNotNull(topic);
        assertEquals(3, topic.partitionCount());
        assertEquals(List.of(1), topic.partitions().get(2).replicas());
        assertEquals("12345", node.image.configs().ofTopic("one").get("retention.ms"));
        assertEquals("1", node.image.configs().of(ConfigResource.allBrokers()).get("min.insync.replicas"));
        assertEquals(30, node.image.featureLevel(ClusterImage.METADATA_VERSION));
        assertEquals(2, node.image.featureLevel("transaction.version"));
        assertEquals(Set.of(1), node.image.nodes().brokers().keySet());
        assertEquals(Set.of(1), node.image.nodes().controllers().keySet());
        assertEquals(2, node.epoch);
    }

    @Test
    void its_bootstrap_file_says_what_ours_does() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        disk.put(Path.of("/data/bootstrap.checkpoint"), golden("bootstrap.checkpoint"));
        assertEquals(Set.copyOf(Bootstrap.defaults()), Set.copyOf(Bootstrap.read(disk, Path.of("/data"))));
    }

    @Test
    void the_voters_of_its_quorum_survive_our_snapshots() throws IOException {
        Node node = onKafkasFiles();
        node.time.advance(java.time.Duration.ofMinutes(61));
        node.commit(new RandomChanges(Seeds.random(1), node.image).some());
        List<String> names = node.disk.names(Node.DIRECTORY);
        assertFalse(names.contains(FIRST_SNAPSHOT), names::toString);
        var opened = MetadataFiles.open(node.disk.afterCrash(), Node.DIRECTORY);
        assertEquals(
                Set.of(ControlRecords.Type.KRAFT_VERSION, ControlRecords.Type.KRAFT_VOTERS),
                opened.loader().kept().keySet());
        assertEquals(node.image, opened.loader().image());
    }

    /** A JVM of its own: one or two seconds on a quiet machine. */
    @Test
    void stock_kafka_dump_log_reads_every_record_of_log_and_snapshots(@TempDir Path dir)
            throws IOException, InterruptedException {
        Node node = new Node(new MemoryDisk(), new StandaloneMetadataLog.SnapshotPolicy(30_000, 0)).start();
        node.commit(Bootstrap.defaults());
        RandomChanges changes = new RandomChanges(Seeds.random(3), node.image);
        int written = Bootstrap.defaults().size();
        while (node.disk.names(Node.DIRECTORY).stream().noneMatch(name -> name.endsWith(".checkpoint"))) {
            List<MetadataChange> some = changes.some();
            written += some.size();
            node.commit(some);
        }
        assertTrue(written > 100);
        for (int i = 0; i < 20; i++) {
            node.commit(changes.some());
        }
        List<String> files = new ArrayList<>();
        for (String name : node.disk.names(Node.DIRECTORY)) {
            if (name.endsWith(".log") || name.endsWith(".checkpoint")) {
                files.add(Files.write(dir.resolve(name), node.disk.read(Node.DIRECTORY.resolve(name)))
                        .toString());
            }
        }
        String out = dump(files, dir.resolve("out"));
        assertTrue(files.size() >= 2, files::toString);
        assertTrue(out.contains("SnapshotHeader"), out);
        assertTrue(out.contains("SnapshotFooter"), out);
        for (String type : List.of("REGISTER_BROKER", "TOPIC", "PARTITION", "CONFIG", "FEATURE_LEVEL")) {
            assertTrue(out.contains("\"type\":\"" + type + "_RECORD\""), type);
        }
        for (String bad : List.of("Exception", "nable to", "Could not", "skipped", "Mismatch", "Unknown")) {
            assertFalse(out.contains(bad), () -> bad + " in\n" + out);
        }
        long records = out.lines().filter(line -> line.contains("payload: {")).count();
        assertTrue(records > 100, () -> records + " records in\n" + out);
    }

    private static String dump(List<String> files, Path printed) throws IOException, InterruptedException {
        Path script = Path.of(System.getProperty("ottla.root", ".."), "compat-tests", "oracle", "kafka");
        Process process = new ProcessBuilder(
                        script.toString(),
                        "tool",
                        "kafka-dump-log",
                        "--cluster-metadata-decoder",
                        "--files",
                        String.join(",", files))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String out = Files.readString(printed, StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
