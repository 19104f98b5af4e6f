package io.ottla.log.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Files that are read and written as a whole. Blocks. Stateless. */
public final class SmallFile {
    /** No file of ours that is read as a whole is larger: the index of a segment at its largest setting. */
    private static final long MOST_BYTES = 1L << 30;

    private SmallFile() {}

    /**
     * Writes under a temporary name, syncs, renames: after a crash the old or the new content is there, never a mixture.
     * The new name itself is durable only once the directory has been synced.
     */
    public static void replace(Disk disk, Path path, ByteBuffer content) throws IOException {
        var temporary = path.resolveSibling(path.getFileName() + ".tmp");
        try (var file = disk.open(temporary, Disk.Open.REPLACE)) {
            file.append(content);
            file.force();
        }
        disk.rename(temporary, path);
    }

    /** As {@link #replace}, in UTF-8. */
    public static void replace(Disk disk, Path path, String content) throws IOException {
        replace(disk, path, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** As {@link #replace}, but without waiting for the disk: after a crash the file may be empty or missing. */
    public static void replaceLater(Disk disk, Path path, String content) throws IOException {
        try (var file = disk.open(path, Disk.Open.REPLACE)) {
            file.append(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The whole file. */
    public static ByteBuffer read(Disk disk, Path path) throws IOException {
        try (var file = disk.open(path, Disk.Open.READ)) {
            var size = file.sizeInBytes();
            if (size > MOST_BYTES) {
                throw new IOException(path + " has " + size + " bytes, at most " + MOST_BYTES + " make sense");
            }
            var content = ByteBuffer.allocate((int) size);
            file.read(content, 0);
            return content.flip();
        }
    }

    /** The whole file; empty if there is none. */
    public static Optional<ByteBuffer> readIfThere(Disk disk, Path path) throws IOException {
        try {
            return Optional.of(read(disk, path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The whole file in UTF-8; empty if there is none. */
    public static Optional<String> readText(Disk disk, Path path) throws IOException {
        return readIfThere(disk, path)
                .map(content -> StandardCharsets.UTF_8.decode(content).toString());
    }
}
