package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.disk.NioDisk;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import io.ottla.wire.batch.BatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionLogTest {
    private static final long NOW_MS = 1_700_000_000_000L;

    @TempDir
    Path directory;

    private TestLog start() {
        return new TestLog(new TestWorld(1, NOW_MS), new NioDisk(), List.of(directory.resolve("a")));
    }

    private static ByteBuffer batch(int records, int bytes, long timestampMs) {
        var builder = new BatchBuilder();
        for (var i = 0; i < records; i++) {
            builder.append(timestampMs + i, null, new byte[bytes]);
        }
        return builder.build();
    }

    @Test
    void appended_batches_are_read_back_with_their_offsets() {
        var storage = start();
        var log = storage.open(LogSettings.defaults());
        assertEquals(new AppendOutcome.Staged(0, 2, 0), storage.append(log, batch(3, 10, NOW_MS)));
        assertEquals(new AppendOutcome.Staged(3, 3, 0), storage.append(log, batch(1, 10, NOW_MS)));
        assertEquals(4, log.view().endOffset());
        assertEquals(log.view().sizeInBytes(), storage.readAll(log, 0).remaining());
    }

    @Test
    void the_metadata_log_beside_the_partitions_is_none_of_them() throws IOException {
        Files.createDirectories(directory.resolve("a/__cluster_metadata-0"));
        start().close(); // unclean before: what is not opened would stay unclean
        assertTrue(start().dirs.wasCleanShutdown());
    }

    @Test
    void a_closed_log_opens_again_with_all_it_had() {
        var storage = start();
        var settings = LogSettings.defaults().withSegmentBytes(2000);
        var log = storage.open(settings);
        for (var i = 0; i < 100; i++) {
            assertInstanceOf(AppendOutcome.Staged.class, storage.append(log, batch(3, 100, NOW_MS + i)));
        }
        var before = storage.readAll(log, 0);
        assertTrue(log.view().segmentCount() > 5);
        storage.close();
        var again = start();
        assertTrue(again.dirs.wasCleanShutdown());
        var reopened = again.open(settings);
        assertEquals(300, reopened.view().endOffset());
        assertEquals(before, again.readAll(reopened, 0));
        assertEquals(300, reopened.view().recoveryPoint());
    }

    @Test
    void a_killed_log_opens_again_with_all_it_had() {
        var storage = start();
        var settings = LogSettings.defaults().withSegmentBytes(2000);
        var log = storage.open(settings);
        for (var i = 0; i < 100; i++) {
            storage.append(log, batch(3, 100, NOW_MS + i));
        }
        var before = storage.readAll(log, 0);
        storage.world.stop();
        new java.io.File(directory.resolve("a").toFile(), ".lock").delete();
        var again = start();
        var reopened = again.open(settings);
        assertEquals(300, reopened.view().endOffset());
        assertEquals(before, again.readAll(reopened, 0));
    }
}
