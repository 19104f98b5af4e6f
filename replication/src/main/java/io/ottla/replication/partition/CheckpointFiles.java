package io.ottla.replication.partition;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes {@code replication-offset-checkpoint}: a version, a count, and one line {@code topic partition offset} each. Every
 * call may block. A file that cannot be read counts as empty: the high watermark then starts from the log's start and is found
 * again.
 */
final class CheckpointFiles {
    static final String NAME = "replication-offset-checkpoint";
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
    private static final int MOST_BYTES = 64 << 20;

    private final Disk disk;
    private final List<Path> logDirs;

    CheckpointFiles(Disk disk, List<Path> logDirs) {
        this.disk = disk;
        this.logDirs = List.copyOf(logDirs);
    }

    Map<Path, Map<TopicPartition, Long>> readAll() {
        Map<Path, Map<TopicPartition, Long>> all = new HashMap<>();
        logDirs.forEach(dir -> all.put(dir, read(dir.resolve(NAME))));
        return all;
    }

    private Map<TopicPartition, Long> read(Path path) {
        if (!disk.exists(path)) {
            return new HashMap<>();
        }
        try (DiskFile file = disk.open(path, Disk.Open.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.sizeInBytes(), MOST_BYTES));
            file.read(bytes, 0);
            return parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.warn("Ignoring the high watermarks in {}: {}", path, e.toString());
            return new HashMap<>();
        }
    }

    static Map<TopicPartition, Long> parse(String text) {
        String[] lines = text.split("\n", -1);
        int count = Integer.parseInt(lines[1].strip());
        Map<TopicPartition, Long> marks = new HashMap<>();
        for (int i = 2; i < 2 + count; i++) {
            String[] words = lines[i].strip().split(" ", -1);
            marks.put(new TopicPartition(words[0], Integer.parseInt(words[1])), Long.parseLong(words[2]));
        }
        return marks;
    }

    static String format(Map<TopicPartition, Long> marks) {
        StringBuilder text = new StringBuilder(32 * marks.size() + 16);
        text.append("0\n").append(marks.size()).append('\n');
        marks.forEach((partition, offset) -> text.append(partition.topic())
                .append(' ')
                .append(partition.partition())
                .append(' ')
                .append(offset.longValue())
                .append('\n'));
        return text.toString();
    }

    /** Replaces the file of {@code logDir} in one step; a failure is logged and loses nothing but freshness. */
    void write(Path logDir, Map<TopicPartition, Long> marks) {
        Path path = logDir.resolve(NAME);
        Path next = logDir.resolve(NAME + ".tmp");
        try {
            try (DiskFile file = disk.open(next, Disk.Open.REPLACE)) {
                file.append(ByteBuffer.wrap(format(marks).getBytes(StandardCharsets.UTF_8)));
                file.force();
            }
            disk.rename(next, path);
        } catch (IOException e) {
            LOG.warn("Could not write the high watermarks to {}: {}", path, e.toString());
        }
    }
}
