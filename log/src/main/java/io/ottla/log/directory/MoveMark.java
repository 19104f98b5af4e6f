package io.ottla.log.directory;

import io.ottla.log.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which of two directories of one partition is meant: files in a partition's directory that a move leaves there for the moment between
 * two renames. Block; hold nothing.
 */
enum MoveMark {
    /** A copy, and nothing to rely on while the directory it was copied from is there. */
    COPY("being-moved"),
    /** Has taken the place of the other, which a failing disk did not let go. */
    SUCCESSOR("has-moved");

    private final String fileName;

    MoveMark(String fileName) {
        this.fileName = fileName;
    }

    static boolean isMark(String name) {
        return Arrays.stream(values()).anyMatch(mark -> mark.fileName.equals(name));
    }

    /** Sets it, durably. */
    void set(Disk disk, Path directory) throws IOException {
        try (var file = disk.open(directory.resolve(fileName), Disk.Open.CREATE)) {
            file.force();
        }
        disk.forceDirectory(directory);
    }

    boolean isSet(Disk disk, Path directory) {
        return disk.exists(directory.resolve(fileName));
    }

    /** Takes it away, durably. */
    void remove(Disk disk, Path directory) throws IOException {
        if (isSet(disk, directory)) {
            disk.delete(directory.resolve(fileName));
            disk.forceDirectory(directory);
        }
    }
}
