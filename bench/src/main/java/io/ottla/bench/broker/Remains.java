package io.ottla.bench.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What brokers leave behind. Directories with much in them go at once, all others as this process ends: a file system without a journal
 * (ext4 in many virtual machines) takes no inode that was freed in the last minutes and looks at each of them before it makes a file, so
 * thousands of files removed here would be paid for by whoever creates a thousand partitions next.
 */
final class Remains {
    private static final long MUCH = 256 << 20;

    private Remains() {}

    /** Removes a directory nobody uses any more, now or at the end. */
    static void of(Path dir) {
        try {
            if (sizeOfLogs(dir) > MUCH) remove(dir);
            else Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(dir)));
        } catch (IOException | IllegalStateException whileEnding) {
            remove(dir);
        }
    }

    /** In bytes. Indexes do not count: Apache Kafka's have ten megabytes each, and next to nothing in them. */
    private static long sizeOfLogs(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.map(Path::toFile)
                    .filter(file -> file.getName().endsWith(".log"))
                    .mapToLong(File::length)
                    .sum();
        }
    }

    private static void remove(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("bench: " + dir + " could not be removed: " + e);
        }
    }
}
