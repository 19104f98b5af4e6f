package io.ottla.log.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Clock;
import io.ottla.log.disk.Disk.Open;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What only the disk in memory promises: how much it holds. */
class MemoryDiskTest {
    private static final Path ROOT = Path.of("/memory");
    private static final Path FILE = ROOT.resolve("file");
    private static final long CAPACITY = 1 << 20;

    private final MemoryDisk disk = new MemoryDisk(CAPACITY, Clock.system());

    MemoryDiskTest() throws IOException {
        disk.createDirectories(ROOT);
    }

    private void append(Path path, int bytes) throws IOException {
        try (var file = disk.open(path, Open.CREATE)) {
            file.append(ByteBuffer.allocate(bytes));
        }
    }

    @Test
    void a_full_disk_refuses_an_append_as_a_whole_and_goes_on_when_there_is_room() throws IOException {
        append(FILE, 1_000_000);
        var refused = assertThrows(IOException.class, () -> append(FILE, 100_000));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("No space left on device"));
        assertEquals(1_000_000, disk.open(FILE, Open.READ).sizeInBytes());
        append(FILE, 40_000);
        disk.delete(FILE);
        assertEquals(CAPACITY, disk.usableBytes(ROOT));
        append(FILE, 1_000_000);
    }

    @Test
    void what_is_deleted_cut_or_replaced_takes_no_room() throws IOException {
        var random = new Random(1);
        for (var i = 0; i < 1_000; i++) {
            var path = ROOT.resolve("f" + random.nextInt(5));
            switch (random.nextInt(4)) {
                case 0 -> disk.delete(path);
                case 1 -> {
                    try (var file = disk.open(path, Open.CREATE)) {
                        file.truncate(random.nextInt(100_000));
                    }
                }
                case 2 -> disk.open(path, Open.REPLACE).close();
                default -> append(path, random.nextInt(50_000));
            }
            if (disk.usableBytes(ROOT) < CAPACITY / 2) {
                for (var entry : disk.list(ROOT)) {
                    disk.delete(ROOT.resolve(entry.name()));
                }
                assertEquals(CAPACITY, disk.usableBytes(ROOT));
            }
        }
    }
}
