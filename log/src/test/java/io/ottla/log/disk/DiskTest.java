package io.ottla.log.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Clock;
import io.ottla.log.disk.Disk.Open;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the log relies on, the same of the real file system and of the one in memory. */
@ParameterizedClass
@EnumSource(DiskTest.Kind.class)
class DiskTest {
    enum Kind {
        REAL,
        UNSYNCED,
        MEMORY
    }

    @Parameter
    Kind kind = Kind.REAL;

    @TempDir
    Path directory = Path.of("");

    private Disk disk = new NioDisk();

    @BeforeEach
    void make() throws IOException {
        if (kind == Kind.UNSYNCED) {
            disk = NioDisk.unsynced();
        } else if (kind == Kind.MEMORY) {
            disk = new MemoryDisk(1 << 30, Clock.system());
            disk.createDirectories(directory);
        }
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private void write(String name, String text) throws IOException {
        try (var file = disk.open(path(name), Open.REPLACE)) {
            file.append(bytes(text));
        }
    }

    private String read(String name) throws IOException {
        return SmallFile.readText(disk, path(name)).orElse("none");
    }

    @Test
    void appends_go_behind_the_end() throws IOException {
        write("a", "one ");
        try (var file = disk.open(path("a"), Open.WRITE)) {
            file.append(new ByteBuffer[] {bytes("two "), bytes(""), bytes("three "), bytes("not this")}, 3);
            file.append(bytes("four"));
            assertEquals(18, file.sizeInBytes());
        }
        assertEquals("one two three four", read("a"));
    }

    @Test
    void only_a_file_that_may_be_made_need_not_be_there() throws IOException {
        assertThrows(NoSuchFileException.class, () -> disk.open(path("a"), Open.READ));
        assertThrows(NoSuchFileException.class, () -> disk.open(path("a"), Open.WRITE));
        assertThrows(NoSuchFileException.class, () -> disk.open(path("missing/a"), Open.CREATE));
        disk.open(path("a"), Open.CREATE).close();
        write("a", "x");
        disk.open(path("a"), Open.CREATE).close();
        assertEquals("x", read("a"));
        disk.open(path("a"), Open.REPLACE).close();
        assertEquals("", read("a"));
    }

    @Test
    void reading_stops_at_the_end_and_finds_nothing_behind_it() throws IOException {
        write("a", "0123456789");
        try (var file = disk.open(path("a"), Open.READ)) {
            var buffer = ByteBuffer.allocate(20);
            assertEquals(4, file.read(buffer, 6));
            assertEquals("6789", new String(buffer.array(), 0, 4, US_ASCII));
            assertEquals(0, file.read(buffer, 10));
            assertEquals(0, file.read(buffer, 11));
            var sent = new ByteArrayOutputStream();
            assertEquals(3, file.transferTo(7, 100, Channels.newChannel(sent)));
            assertEquals("789", sent.toString(US_ASCII));
            file.warm(0, 100);
        }
    }

    @Test
    void a_cut_file_goes_on_where_it_was_cut() throws IOException {
        write("a", "0123456789");
        try (var file = disk.open(path("a"), Open.WRITE)) {
            file.truncate(4);
            file.truncate(100);
            file.append(bytes("x"));
            file.force();
        }
        assertEquals("0123x", read("a"));
    }

    /** Small and large appends and cuts, over many sizes of what holds them. */
    @Test
    void a_file_is_what_was_appended_and_not_cut() throws IOException {
        var random = new Random(1);
        var expected = ByteBuffer.allocate(2 << 20);
        try (var file = disk.open(path("a"), Open.CREATE)) {
            for (var i = 0; i < 300; i++) {
                if (random.nextInt(10) == 0) {
                    expected.position(random.nextInt(expected.position() + 1));
                    file.truncate(expected.position());
                } else {
                    var piece = new byte[Math.min(1 << random.nextInt(18), expected.remaining())];
                    random.nextBytes(piece);
                    expected.put(piece);
                    file.append(ByteBuffer.wrap(piece));
                }
                assertEquals(expected.position(), file.sizeInBytes());
                var from = random.nextInt(expected.position() + 1);
                var part = ByteBuffer.allocate(random.nextInt(200_000));
                var count = file.read(part, from);
                assertEquals(Math.min(part.capacity(), expected.position() - from), count);
                assertEquals(expected.slice(from, count), part.flip());
            }
        }
    }

    @Test
    void a_directory_lists_what_is_in_it() throws IOException {
        disk.createDirectories(path("d/e"));
        disk.createDirectories(path("d"));
        write("d/f", "12345");
        var entries = disk.list(path("d"));
        entries.sort(Comparator.comparing(Disk.Entry::name));
        var folder = entries.get(0);
        var file = entries.get(1);
        assertEquals(2, entries.size());
        assertEquals("e", folder.name());
        assertTrue(folder.isDirectory());
        assertEquals(new Disk.Entry("f", false, 5, disk.lastModifiedMs(path("d/f"))), file);
        assertTrue(Math.abs(System.currentTimeMillis() - file.lastModifiedMs()) < 60_000);
        assertThrows(NotDirectoryException.class, () -> disk.list(path("d/f")));
        assertThrows(IOException.class, () -> disk.createDirectories(path("d/f")));
        disk.forceDirectory(path("d"));
    }

    @Test
    void a_name_can_be_given_to_another_file() throws IOException {
        write("a", "new");
        write("b", "old");
        disk.rename(path("a"), path("b"));
        assertEquals("new", read("b"));
        assertFalse(disk.exists(path("a")));
        assertThrows(NoSuchFileException.class, () -> disk.rename(path("a"), path("c")));
    }

    @Test
    void a_directory_keeps_what_is_in_it_when_it_is_renamed() throws IOException {
        disk.createDirectories(path("d"));
        write("d/f", "x");
        disk.rename(path("d"), path("e"));
        assertEquals("x", read("e/f"));
        assertFalse(disk.exists(path("d")));
    }

    @Test
    void a_deleted_file_stays_readable_to_those_who_have_it_open() throws IOException {
        write("a", "still here");
        try (var file = disk.open(path("a"), Open.READ)) {
            disk.delete(path("a"));
            disk.delete(path("a"));
            assertFalse(disk.exists(path("a")));
            assertEquals(10, file.read(ByteBuffer.allocate(20), 0));
        }
        disk.createDirectories(path("d"));
        write("d/f", "x");
        assertThrows(DirectoryNotEmptyException.class, () -> disk.delete(path("d")));
        disk.delete(path("d/f"));
        disk.delete(path("d"));
        assertFalse(disk.exists(path("d")));
        disk.delete(path("d/f"));
    }

    @Test
    void a_closed_file_is_not_read() throws IOException {
        var file = disk.open(path("a"), Open.CREATE);
        file.close();
        file.close();
        assertThrows(IOException.class, () -> file.read(ByteBuffer.allocate(1), 0));
        assertThrows(IOException.class, file::force);
    }

    @Test
    void a_lock_is_had_once_at_a_time() throws Exception {
        var lock = requireNonNull(disk.lock(path("lock")));
        assertNull(disk.lock(path("lock")));
        lock.close();
        requireNonNull(disk.lock(path("lock"))).close();
    }
}
