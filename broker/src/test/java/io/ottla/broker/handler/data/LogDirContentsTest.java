package io.ottla.broker.handler.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.log.LogDir;
import io.ottla.log.disk.NioDisk;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirContentsTest {
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

    @Test
    void a_copy_is_told_with_its_last_segment_and_what_is_on_its_way_out_is_not(@TempDir Path directory)
            throws IOException {
        var copy = Files.createDirectory(directory.resolve("t-0.0123456789abcdef0123456789abcdef-future"));
        Files.write(copy.resolve("00000000000000000000.log"), new byte[70]);
        Files.write(copy.resolve("00000000000000000009.log"), new byte[7]);
        Files.createDirectory(directory.resolve("t-1.0123456789abcdef0123456789abcdef-delete"));
        var found = new LogDirContents(new NioDisk()).look(new LogDir(directory, Uuid.ZERO, null), name -> true);
        assertEquals(Map.of(), found.bytes());
        assertEquals(Map.of(new TopicPartition("t", 0), new LogDirContents.Copy(77, 9, 7)), found.copies());
    }
}
