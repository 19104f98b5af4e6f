package io.ottla.log.directory;

import io.ottla.base.OwnedBy;
import io.ottla.log.disk.Disk;
import io.ottla.log.segment.LogFileName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;

/**
 * Brings the files of one partition into another log directory: in rounds while the log is written to, and the rest once it is
 * closed. What is there already is not copied again, for segments only grow. On one background thread at a time.
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
final class Relocation {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Disk disk;
    private final Path from;
    private final Path to;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    /** Set on any thread: nobody wants the copy any more. */
    private volatile boolean isCalledOff;

    Relocation(Disk disk, Path from, Path to) {
        this.disk = disk;
        this.from = from;
        this.to = to;
    }

    Path to() {
        return to;
    }

    void callOff() {
        isCalledOff = true;
    }

    /** Copies what the segments have grown by since the last round; answers how many bytes that were. */
    long copySegments() throws IOException {
        disk.createDirectories(to);
        long bytes = 0;
        for (var entry : disk.list(from)) {
            if (entry.name().endsWith(LogFileName.LOG)) {
                bytes += extend(entry.name());
            }
        }
        return bytes;
    }

    /** Copies all that is left of a closed log, takes away what it has no more, and makes the copy durable. */
    void finish() throws IOException {
        copySegments();
        disk.delete(from.resolve(MovedMark.FILE_NAME)); // of a move before
        var names = new HashSet<String>();
        for (var entry : disk.list(from)) {
            var name = entry.name();
            if (entry.isDirectory() || name.endsWith(LogFileName.DELETED) || name.endsWith(LogFileName.TEMPORARY)) {
                continue;
            }
            names.add(name);
            if (!name.endsWith(LogFileName.LOG)) {
                disk.delete(to.resolve(name));
                extend(name);
            }
            try (var file = disk.open(to.resolve(name), Disk.Open.WRITE)) {
                file.force();
            }
        }
        for (var entry : disk.list(to)) {
            if (!names.contains(entry.name())) {
                disk.delete(to.resolve(entry.name()));
            }
        }
        disk.forceDirectory(to);
    }

    /** Copies what {@code name} has and its copy has not. */
    private long extend(String name) throws IOException {
        try (var source = disk.open(from.resolve(name), Disk.Open.READ);
                var target = disk.open(to.resolve(name), Disk.Open.CREATE)) {
            long end = source.sizeInBytes();
            if (target.sizeInBytes() > end) {
                target.truncate(0);
            }
            long begin = target.sizeInBytes();
            for (long at = begin; at < end && !isCalledOff; ) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, end - at));
                int read = source.read(chunk, at);
                if (read <= 0) {
                    throw new IOException(from.resolve(name) + " is shorter than it says");
                }
                at += read;
                target.append(chunk.flip());
            }
            return end - begin;
        } catch (NoSuchFileException removed) {
            return 0; // by retention
        }
    }
}
