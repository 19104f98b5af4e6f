package io.ottla.log.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    @TempDir
    Path directory;

    @Test
    void a_tidy_up_closes_no_file_that_is_being_worked_on() throws IOException {
        var rules = new Segment.IndexRules(new NioDisk(), directory, new PageCache(1 << 20), 4096);
        var segment = new Segment(rules, 0);
        Files.write(segment.path(LogFileName.LOG), new byte[] {1, 2, 3});
        var bytes = ByteBuffer.allocate(3);
        segment.using(Disk.Open.READ, file -> {
            segment.drop();
            file.read(bytes, 0);
            return true;
        });
        assertEquals(0, bytes.remaining());
        assertNull(segment.openFile());
    }
}
