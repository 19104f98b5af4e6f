package io.ottla.broker.handler.data;

import io.ottla.log.LogDir;
import io.ottla.log.directory.PartitionDirName;
import io.ottla.log.disk.Disk;
import io.ottla.log.segment.LogFileName;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Looks into a log directory: which partitions are there, how large they are, how much room is left. Blocks; in the background. */
final class LogDirContents {
    private static final long NONE = -1;

    private final Disk disk;

    LogDirContents(Disk disk) {
        this.disk = disk;
    }

    /**
     * What was found.
     *
     * @param bytes of the segments of each partition
     * @param copies of each partition that is on its way here
     */
    record Found(
            Map<TopicPartition, Long> bytes, Map<TopicPartition, Copy> copies, long totalBytes, long usableBytes) {}

    /**
     * What there is of a partition on its way here.
     *
     * @param lastOffset where the last segment begins that there is anything of; -1 if there is none yet
     * @param lastBytes of that segment
     */
    record Copy(long bytes, long lastOffset, long lastBytes) {}

    /**
     * Looks through {@code directory}.
     *
     * @param wanted only these partitions are measured
     * @throws IOException if the directory itself cannot be read
     */
    Found look(LogDir directory, Predicate<TopicPartition> wanted) throws IOException {
        var bytes = new TreeMap<TopicPartition, Long>(LogDirContents::byName);
        var copies = new TreeMap<TopicPartition, Copy>(LogDirContents::byName);
        for (var entry : disk.list(directory.path())) {
            if (entry.isDirectory()) {
                var path = directory.path().resolve(entry.name());
                PartitionDirName.parse(entry.name())
                        .filter(wanted)
                        .ifPresent(name -> bytes.put(name, segments(path).bytes()));
                PartitionDirName.parseFuture(entry.name())
                        .filter(wanted)
                        .ifPresent(name -> copies.put(name, segments(path)));
            }
        }
        return new Found(bytes, copies, disk.totalBytes(directory.path()), disk.usableBytes(directory.path()));
    }

    /** A partition that is being deleted while we look counts as empty. */
    private Copy segments(Path partition) {
        long bytes = 0;
        long lastOffset = NONE;
        long lastBytes = 0;
        try {
            for (var entry : disk.list(partition)) {
                var offset = LogFileName.offsetOf(entry.name(), LogFileName.LOG);
                if (offset.isPresent()) {
                    bytes += entry.sizeInBytes();
                    if (offset.getAsLong() > lastOffset) {
                        lastOffset = offset.getAsLong();
                        lastBytes = entry.sizeInBytes();
                    }
                }
            }
        } catch (IOException gone) {
            return new Copy(0, NONE, 0);
        }
        return new Copy(bytes, lastOffset, lastBytes);
    }

    private static int byName(TopicPartition a, TopicPartition b) {
        int byTopic = a.topic().compareTo(b.topic());
        return byTopic != 0 ? byTopic : Integer.compare(a.partition(), b.partition());
    }
}
