package io.ottla.log.segment;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads and writes the index files of a partition's directory. Blocks. Stateless but for where it looks. */
final class SegmentFiles {
    private final Disk disk;
    private final Path directory;

    SegmentFiles(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    Path path(long baseOffset, String ending) {
        return directory.resolve(LogFileName.of(baseOffset, ending));
    }

    /** What makes sense of the .index file; empty if there is none. */
    OffsetIndex readOffsetIndex(long baseOffset, long segmentBytes) throws IOException {
        return OffsetIndex.parse(read(baseOffset, LogFileName.INDEX), segmentBytes);
    }

    /** What makes sense of the .timeindex file; empty if there is none. */
    TimeIndex readTimeIndex(long baseOffset) throws IOException {
        return TimeIndex.parse(read(baseOffset, LogFileName.TIME_INDEX));
    }

    boolean hasIndexes(long baseOffset) {
        return disk.exists(path(baseOffset, LogFileName.INDEX))
                && disk.exists(path(baseOffset, LogFileName.TIME_INDEX));
    }

    /** Writes both indexes, each as a whole under another name first: whatever a crash leaves of them is whole. */
    void writeIndexes(long baseOffset, OffsetIndex offsets, TimeIndex times) throws IOException {
        SmallFile.replace(disk, path(baseOffset, LogFileName.INDEX), offsets.toBytes());
        SmallFile.replace(disk, path(baseOffset, LogFileName.TIME_INDEX), times.toBytes());
    }

    private ByteBuffer read(long baseOffset, String ending) throws IOException {
        return SmallFile.readIfThere(disk, path(baseOffset, ending)).orElseGet(() -> ByteBuffer.allocate(0));
    }
}
