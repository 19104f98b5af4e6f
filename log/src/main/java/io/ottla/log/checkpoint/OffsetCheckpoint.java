package io.ottla.log.checkpoint;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A file with one offset per partition of a log directory: version 0, the number of lines, then topic, partition and offset a
 * line. Blocks.
 */
public final class OffsetCheckpoint {
    /** Up to where each log is known to be on disk. */
    public static final String RECOVERY_POINTS = "recovery-point-offset-checkpoint";
    /** Where each log starts that does not start with its first segment. */
    public static final String LOG_STARTS = "log-start-offset-checkpoint";
    /** The high watermark of each log. */
    public static final String HIGH_WATERMARKS = "replication-offset-checkpoint";

    private OffsetCheckpoint() {}

    /** Replaces the file as a whole, and makes that durable. */
    public static void write(Disk disk, Path logDir, String name, Map<TopicPartition, Long> offsets)
            throws IOException {
        var text = new StringBuilder(32 + offsets.size() * 40)
                .append("0\n")
                .append(offsets.size())
                .append('\n');
        offsets.forEach((partition, offset) -> text.append(partition.topic())
                .append(' ')
                .append(partition.partition())
                .append(' ')
                .append(offset.longValue())
                .append('\n'));
        SmallFile.replace(disk, logDir.resolve(name), text.toString());
    }

    /**
     * What the file says; nothing if there is none.
     *
     * @throws MalformedCheckpoint if it is not a checkpoint
     */
    public static Map<TopicPartition, Long> read(Disk disk, Path logDir, String name) throws IOException {
        var text = SmallFile.readText(disk, logDir.resolve(name));
        return text.isEmpty() ? new HashMap<>() : parse(text.get(), logDir.resolve(name));
    }

    private static Map<TopicPartition, Long> parse(String text, Path path) throws MalformedCheckpoint {
        var lines = text.lines().toList();
        try {
            if (lines.size() < 2 || !lines.get(0).equals("0") || Integer.parseInt(lines.get(1)) != lines.size() - 2) {
                throw new MalformedCheckpoint(
                        path + " has " + lines.size() + " lines, which its head does not announce");
            }
            var offsets = new HashMap<TopicPartition, Long>(lines.size() * 2);
            for (var line : lines.subList(2, lines.size())) {
                var first = line.indexOf(' ');
                var second = line.indexOf(' ', first + 1);
                var partition = Integer.parseInt(line, first + 1, second, 10);
                offsets.put(
                        new TopicPartition(line.substring(0, first), partition),
                        Long.parseLong(line, second + 1, line.length(), 10));
            }
            return offsets;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new MalformedCheckpoint(path + " is no offset checkpoint: " + e.getMessage());
        }
    }

    /** The file is there but is not what its name says. */
    public static final class MalformedCheckpoint extends IOException {
        private static final long serialVersionUID = 1;

        MalformedCheckpoint(String message) {
            super(message);
        }
    }
}
