package io.ottla.broker.handler.data;

import io.ottla.log.LogDir;
import io.ottla.log.disk.Disk;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks into a log directory: which partitions are there, how large they are, how much room is left. Blocks; in the background. */
final class LogDirContents {
    private static final long UNKNOWN = -1;
    private static final String FUTURE = "-future";

    private final Disk disk;

    LogDirContents(Disk disk) {
        this.disk = disk;
    }

    /**
     * What was found.
     *
     * @param bytes of the segments of each partition
     * @param copied of the segments of each partition that is on its way here
     */
    record Found(Map<TopicPartition, Long> bytes, Map<TopicPartition, Long> copied, long totalBytes, long usableBytes) {
        static final Found NOTHING = new Found(Map.of(), Map.of(), UNKNOWN, UNKNOWN);
    }

    /**
     * Looks through {@code directory}.
     *
     * @param wanted only these partitions are measured
     * @throws IOException if the directory itself cannot be read
     */
    Found look(LogDir directory, Predicate<TopicPartition> wanted) throws IOException {
        var bytes = new TreeMap<TopicPartition, Long>(LogDirContents::byName);
        var copied = new TreeMap<TopicPartition, Long>(LogDirContents::byName);
        for (var entry : disk.list(directory.path())) {
            var isCopy = entry.name().endsWith(FUTURE);
            var partition = !entry.isDirectory() ? null : partition(isCopy ? beforeDot(entry.name()) : entry.name());
            if (partition != null && wanted.test(partition)) {
                (isCopy ? copied : bytes)
                        .put(partition, bytesOfSegments(directory.path().resolve(entry.name())));
            }
        }
        return new Found(bytes, copied, disk.totalBytes(directory.path()), disk.usableBytes(directory.path()));
    }

    /** A partition that is being deleted while we look counts as empty. */
    private long bytesOfSegments(Path partition) {
        long bytes = 0;
        try {
            for (var entry : disk.list(partition)) {
                if (entry.name().endsWith(".log")) {
                    bytes += entry.sizeInBytes();
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return bytes;
    }

    /** The name without the unique part of a copy. */
    private static String beforeDot(String directory) {
        int dot = directory.lastIndexOf('.');
        return dot < 0 ? directory : directory.substring(0, dot);
    }

    /** The partition a directory of this name belongs to; null for those on their way out or not ours. */
    static @Nullable TopicPartition partition(String directory) {
        int dash = directory.lastIndexOf('-');
        if (dash <= 0 || dash == directory.length() - 1 || directory.length() - dash > 10) {
            return null;
        }
        int index = 0;
        for (int i = dash + 1; i < directory.length(); i++) {
            char digit = directory.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            index = index * 10 + (digit - '0');
        }
        return new TopicPartition(directory.substring(0, dash), index);
    }

    private static int byName(TopicPartition a, TopicPartition b) {
        int byTopic = a.topic().compareTo(b.topic());
        return byTopic != 0 ? byTopic : Integer.compare(a.partition(), b.partition());
    }
}
