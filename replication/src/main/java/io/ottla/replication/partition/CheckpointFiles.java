package io.ottla.replication.partition;

import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.log.disk.Disk;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files {@code replication-offset-checkpoint} of all log directories. Every call may block. A file that cannot be read counts as empty: the high watermark then starts from the log's start and is found
 * again.
 */
final class CheckpointFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);

    private final Disk disk;
    private final List<Path> logDirs;

    CheckpointFiles(Disk disk, List<Path> logDirs) {
        this.disk = disk;
        this.logDirs = List.copyOf(logDirs);
    }

    Map<Path, Map<TopicPartition, Long>> readAll() {
        Map<Path, Map<TopicPartition, Long>> all = new HashMap<>();
        logDirs.forEach(dir -> all.put(dir, read(dir)));
        return all;
    }

    private Map<TopicPartition, Long> read(Path logDir) {
        try {
            return OffsetCheckpoint.read(disk, logDir, OffsetCheckpoint.HIGH_WATERMARKS);
        } catch (IOException e) {
            LOG.warn("Ignoring the high watermarks in {}: {}", logDir, e.toString());
            return new HashMap<>();
        }
    }

    /** Replaces the file of {@code logDir} in one step; a failure is logged and loses nothing but freshness. */
    void write(Path logDir, Map<TopicPartition, Long> marks) {
        try {
            OffsetCheckpoint.write(disk, logDir, OffsetCheckpoint.HIGH_WATERMARKS, marks);
        } catch (IOException e) {
            LOG.warn("Could not write the high watermarks to {}: {}", logDir, e.toString());
        }
    }
}
