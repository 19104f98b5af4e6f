package io.ottla.log.directory;

import io.ottla.log.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** A file that says of a partition's directory that it has just taken the place of another one. Blocks; holds nothing. */
final class MovedMark {
    static final String FILE_NAME = "moved";

    private MovedMark() {}

    /** Sets it, durably. */
    static void set(Disk disk, Path directory) throws IOException {
        try (var file = disk.open(directory.resolve(FILE_NAME), Disk.Open.CREATE)) {
            file.force();
        }
        disk.forceDirectory(directory);
    }

    static boolean isSet(Disk disk, Path directory) {
        return disk.exists(directory.resolve(FILE_NAME));
    }

    /** Takes it away: there is no other directory any more. */
    static void remove(Disk disk, Path directory) throws IOException {
        disk.delete(directory.resolve(FILE_NAME));
        disk.forceDirectory(directory);
    }
}
