package io.ottla.log.directory;

import io.ottla.wire.TopicPartition;
import java.util.Optional;
import java.util.Random;

/** The names of partitions' directories: topic-partition, and what they are called on their way out. Stateless. */
public final class PartitionDirName {
    public static final String DELETE = "-delete";
    public static final String STRAY = "-stray";
    /** A copy on its way to another log directory. */
    public static final String FUTURE = "-future";

    /** The cluster's metadata log, which its own room opens and closes: no partition of the log directories. */
    static final String METADATA_LOG = "__cluster_metadata-0";

    /** What file systems allow. */
    private static final int LONGEST = 255;

    private static final int UNIQUE_DIGITS = 32;

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

    /** The partition that is being copied into a directory of this name; empty for any other name. */
    public static Optional<TopicPartition> parseFuture(String name) {
        var dot = name.lastIndexOf('.');
        return dot > 0 && name.endsWith(FUTURE) ? parse(name.substring(0, dot)) : Optional.empty();
    }

    /** {@code topic-partition.<32 hex digits>-future}; only where {@link #hasRoomForFuture}. */
    static String future(TopicPartition partition, Random random) {
        return partition + tail(FUTURE, random);
    }

    /** The name of a copy says whose it is in full: topics with very long names cannot be moved, as in Kafka. */
    public static boolean hasRoomForFuture(TopicPartition partition) {
        return partition.toString().length() + 1 + UNIQUE_DIGITS + FUTURE.length() <= LONGEST;
    }

    private static String tail(String ending, Random random) {
        return String.format(".%016x%016x%s", random.nextLong(), random.nextLong(), ending);
    }

    /** {@code topic-partition.<32 hex digits>-delete}; the topic is cut short where that would be too long. */
    public static String leaving(TopicPartition partition, String ending, Random random) {
        var tail = "-" + partition.partition() + tail(ending, random);
        var topic = partition.topic();
        return topic.substring(0, Math.min(topic.length(), LONGEST - tail.length())) + tail;
    }
}
