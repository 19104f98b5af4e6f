package io.ottla.testkit;

import io.ottla.base.Clock;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.MemoryDisk;
import io.ottla.log.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where one broker keeps its data. */
interface Storage {
    /** A disk and a directory on it, for as long as the broker is not closed; restarts find what was there. */
    interface Place {
        Disk disk();

        Path directory();

        /** The broker is gone for good. */
        void giveUp() throws IOException;
    }

    /** Makes the place for one broker. */
    Place open() throws IOException;

    /** In the heap, up to half of it. */
    static Storage memory() {
        return () -> place(new MemoryDisk(Runtime.getRuntime().maxMemory() / 2, Clock.system()), Path.of("/ottla"));
    }

    /** Somebody's own directory. */
    static Storage directory(Path directory) {
        return () -> place(new NioDisk(), directory);
    }

    /** One of its own, deleted in the end: nothing in it need survive a crash. */
    static Storage temporaryDirectory() {
        return () -> {
            var directory = Files.createTempDirectory("ottla-test");
            return new Temporary(NioDisk.unsynced(), directory);
        };
    }

    private static Place place(Disk disk, Path directory) {
        return new Kept(disk, directory);
    }

    /** Nobody has to clean it up. */
    record Kept(Disk disk, Path directory) implements Place {
        @Override
        public void giveUp() {}
    }

    /** Removed with all that is in it. */
    record Temporary(Disk disk, Path directory) implements Place {
        @Override
        public void giveUp() throws IOException {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
