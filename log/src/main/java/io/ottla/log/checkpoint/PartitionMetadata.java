package io.ottla.log.checkpoint;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The file partition.metadata: which topic id a partition's directory belongs to. Blocks. */
public final class PartitionMetadata {
    public static final String FILE_NAME = "partition.metadata";

    private static final String ID_PREFIX = "topic_id: ";

    private PartitionMetadata() {}

    /** Writes it without waiting for the disk; see {@link #force}. */
    public static void write(Disk disk, Path directory, Uuid topicId) throws IOException {
        SmallFile.replaceLater(disk, directory.resolve(FILE_NAME), "version: 0\n" + ID_PREFIX + topicId + "\n");
    }

    /** Makes the file durable: before the first record that is, so that no record is ever found under another topic's id. */
    public static void force(Disk disk, Path directory) throws IOException {
        try (var file = disk.open(directory.resolve(FILE_NAME), Disk.Open.READ)) {
            file.force();
        }
    }

    /** Empty if the file is not there or a crash has left nothing of use in it. */
    public static Optional<Uuid> read(Disk disk, Path directory) throws IOException {
        return SmallFile.readText(disk, directory.resolve(FILE_NAME)).flatMap(PartitionMetadata::parse);
    }

    private static Optional<Uuid> parse(String text) {
        for (var line : text.lines().toList()) {
            if (line.startsWith(ID_PREFIX)) {
                try {
                    return Optional.of(
                            Uuid.parse(line.substring(ID_PREFIX.length()).trim()));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
