package io.ottla.log.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.disk.SmallFile;
import io.ottla.log.testing.CrashDisk;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final Path DIR = Path.of("/d");

    private final CrashDisk disk = new CrashDisk();

    @BeforeEach
    void make() {
        disk.createDirectories(DIR);
    }

    private String text(String name) {
        return new String(disk.content(DIR.resolve(name)), StandardCharsets.UTF_8);
    }

    @Test
    void offsets_are_read_as_they_were_written() throws IOException {
        assertEquals(Map.of(), OffsetCheckpoint.read(disk, DIR, OffsetCheckpoint.RECOVERY_POINTS));
        var offsets = Map.of(new TopicPartition("a.b-c_d", 3), 7L, new TopicPartition("x", 0), Long.MAX_VALUE);
        OffsetCheckpoint.write(disk, DIR, OffsetCheckpoint.RECOVERY_POINTS, offsets);
        assertEquals(offsets, OffsetCheckpoint.read(disk, DIR, OffsetCheckpoint.RECOVERY_POINTS));
        OffsetCheckpoint.write(disk, DIR, OffsetCheckpoint.LOG_STARTS, Map.of(new TopicPartition("x", 0), 5L));
        assertEquals("0\n1\nx 0 5\n", text("log-start-offset-checkpoint"));
    }

    @Test
    void a_checkpoint_that_is_none_is_told_apart_from_an_io_error() throws IOException {
        for (var text : new String[] {"", "0\n", "7\n0\n", "0\n2\na 0 1\n", "0\n1\na 0\n", "0\n1\na b c\n"}) {
            SmallFile.replace(disk, DIR.resolve("c"), text);
            assertThrows(OffsetCheckpoint.MalformedCheckpoint.class, () -> OffsetCheckpoint.read(disk, DIR, "c"), text);
        }
    }

    @Test
    void a_partition_knows_its_topic_id() throws IOException {
        assertEquals(Optional.empty(), PartitionMetadata.read(disk, DIR));
        var id = new Uuid(123, 456);
        PartitionMetadata.write(disk, DIR, id);
        assertEquals("version: 0\ntopic_id: " + id, text("partition.metadata").strip());
        assertEquals(Optional.of(id), PartitionMetadata.read(disk, DIR));
        SmallFile.replace(disk, DIR.resolve("partition.metadata"), "version: 0\ntopic_id: ???\n");
        assertEquals(Optional.empty(), PartitionMetadata.read(disk, DIR));
    }

    @Test
    void meta_properties_are_read_as_kafka_writes_them_and_nonsense_is_explained() throws IOException {
        var meta = new MetaProperties("MkU3OEVBNTcwNTJENDM2Qk", 4, new Uuid(1, 2));
        meta.write(disk, DIR);
        assertEquals(Optional.of(meta), MetaProperties.read(disk, DIR));
        SmallFile.replace(
                disk,
                DIR.resolve("meta.properties"),
                "#\n#Sat Nov 21 10:00:00 UTC 2026\ncluster.id=abc\nversion=1\nnode.id=1\ndirectory.id="
                        + meta.directoryId() + "\n");
        assertEquals(Optional.of(new MetaProperties("abc", 1, new Uuid(1, 2))), MetaProperties.read(disk, DIR));
        SmallFile.replace(disk, DIR.resolve("meta.properties"), "version=0\nbroker.id=1\n");
        var e = assertThrows(IOException.class, () -> MetaProperties.read(disk, DIR));
        assertEquals("/d/meta.properties: version is 0, must be 1", e.getMessage());
        SmallFile.replace(disk, DIR.resolve("meta.properties"), "version=1\nnode.id=1\n");
        e = assertThrows(IOException.class, () -> MetaProperties.read(disk, DIR));
        assertEquals("/d/meta.properties: cluster.id is missing", e.getMessage());
    }

    @Test
    void the_mark_of_a_clean_shutdown_is_taken_away_for_good() throws IOException {
        assertFalse(CleanShutdown.unmark(disk, DIR));
        CleanShutdown.mark(disk, DIR, 17);
        assertEquals("{\"version\":0,\"brokerEpoch\":17}", text(".kafka_cleanshutdown"));
        assertTrue(CleanShutdown.unmark(disk, DIR));
        assertFalse(disk.crash(new java.util.Random(1)).exists(DIR.resolve(".kafka_cleanshutdown")));
    }
}
