package io.ottla.broker.handler.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ottla.log.LogDir;
import io.ottla.log.disk.NioDisk;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirContentsTest {
    @Test
    void a_directory_is_named_after_its_partition() {
        assertEquals(new TopicPartition("a-b.c", 12), LogDirContents.partition("a-b.c-12"));
    }

    @Test
    void what_is_on_its_way_out_or_not_ours_is_no_partition() {
        for (var name : List.of("t-0.7f3a-delete", "t-0-stray", "t-0.7f3a-future", "lost+found", "-1", "t-", "t")) {
            assertNull(LogDirContents.partition(name), name);
        }
    }

    @Test
    void segments_are_counted_and_nothing_else(@TempDir Path directory) throws IOException {
        var partition = Files.createDirectory(directory.resolve("t-0"));
        Files.write(partition.resolve("00000000000000000000.log"), new byte[70]);
        Files.write(partition.resolve("00000000000000000009.log"), new byte[7]);
        Files.write(partition.resolve("00000000000000000000.index"), new byte[1000]);
        Files.createDirectory(directory.resolve("other-0"));
        var found = new LogDirContents(new NioDisk())
                .look(
                        new LogDir(directory, Uuid.ZERO, null),
                        name -> name.topic().equals("t"));
        assertEquals(Map.of(new TopicPartition("t", 0), 77L), found.bytes());
    }
}
