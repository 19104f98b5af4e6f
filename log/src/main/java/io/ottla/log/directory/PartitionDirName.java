package io.ottla.log.directory;

import io.ottla.wire.TopicPartition;
import java.util.Optional;
import java.util.Random;

/** The names of partitions' directories: topic-partition, and what they are called on their way out. Stateless. */
public final class PartitionDirName {
    public static final String DELETE = "-delete";
    public static final String STRAY = "-stray";
    /** A copy on its way to another log directory. */
    static final String FUTURE = "-future";

    /** The cluster's metadata log, which its own room opens and closes: no partition of the log directories. */
    static final String METADATA_LOG = "__cluster_metadata-0";

    /** What file systems allow. */
    private static final int LONGEST = 255;

    private PartitionDirName() {}

    /** The partition a directory of this name holds; empty for any other name. */
    public static Optional<TopicPartition> parse(String name) {
        var dash = name.lastIndexOf('-');
        var digits = name.length() - dash - 1;
        if (dash <= 0 || digits == 0 || digits > 10) {
            return Optional.empty();
        }
        try {
            var partition = Integer.parseInt(name, dash + 1, name.length(), 10);
            return partition < 0 || name.charAt(dash + 1) == '+'
                    ? Optional.empty()
                    : Optional.of(new TopicPartition(name.substring(0, dash), partition));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@code topic-partition.<32 hex digits>-delete}; the topic is cut short where that would be too long. */
    public static String leaving(TopicPartition partition, String ending, Random random) {
        var unique = String.format("%016x%016x", random.nextLong(), random.nextLong());
        var tail = "-" + partition.partition() + "." + unique + ending;
        var topic = partition.topic();
        return topic.substring(0, Math.min(topic.length(), LONGEST - tail.length())) + tail;
    }
}
