package io.ottla.log.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.LogSettings;
import io.ottla.log.disk.NioDisk;
import io.ottla.log.segment.SegmentScan;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    private static final long NOW_MS = 1_700_000_000_000L;

    @TempDir
    Path directory;

    private Path written() {
        var storage = new TestLog(new TestWorld(1, NOW_MS), new NioDisk(), List.of(directory.resolve("a")));
        var log = storage.open(
                LogSettings.defaults().rebuilt().indexIntervalBytes(500).build());
        for (var i = 0; i < 30; i++) {
            storage.append(log, TestBatch.idempotent(3, 0, i * 2, 2, NOW_MS + i));
        }
        storage.close();
        return directory.resolve("a").resolve("topic-0");
    }

    @Test
    void every_file_of_a_partition_is_read_from_outside() throws IOException {
        var partition = written();
        var log = partition.resolve("00000000000000000000.log");
        var count = 0;
        try (var reader = LogFileReader.open(log)) {
            while (reader.next()) {
                assertEquals(count * 2L, reader.batch().baseOffset());
                assertTrue(reader.batch().crcMatches());
                count++;
            }
            assertEquals(SegmentScan.End.CLEAN, reader.end());
            assertEquals(reader.sizeInBytes(), reader.position());
        }
        assertEquals(30, count);
        var offsets = LogFiles.offsetIndex(partition.resolve("00000000000000000000.index"));
        assertEquals(4, offsets.size());
        assertEquals(13, offsets.get(0).offset());
        var times = LogFiles.timeIndex(partition.resolve("00000000000000000000.timeindex"));
        assertEquals(5, times.size());
        assertEquals(new LogFiles.TimeEntry(NOW_MS + 30, 59), times.get(4));
        var producers = LogFiles.producerSnapshot(partition.resolve("00000000000000000060.snapshot"));
        assertEquals(59, producers.orElseThrow().get(0).lastOffset());
        assertEquals(0, LogFiles.epochs(partition).orElseThrow().latestEpoch());
        assertThrows(IOException.class, () -> LogFiles.offsetIndex(partition.resolve("partition.metadata")));
    }

    @Test
    void a_torn_or_strange_end_is_told() throws IOException {
        var log = written().resolve("00000000000000000000.log");
        var bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 5));
        assertEquals(SegmentScan.End.TORN, endOf(log));
        Files.write(log, Arrays.copyOf(bytes, bytes.length + 500));
        assertEquals(SegmentScan.End.GARBAGE, endOf(log));
    }

    private static SegmentScan.End endOf(Path log) throws IOException {
        try (var reader = LogFileReader.open(log)) {
            var batches = 0;
            while (reader.next()) {
                batches++;
            }
            assertTrue(batches >= 29);
            assertFalse(reader.next());
            return reader.end();
        }
    }
}
