package io.ottla.replication.change;

import io.ottla.replication.image.ClusterImage;
import org.jspecify.annotations.Nullable;

/**
 * Records that say something of the log rather than of the cluster. Applied, they change nothing; whoever reads the log
 * holds back what stands between {@link Begun} and {@link Ended}, and drops it at {@link Aborted}.
 */
public sealed interface LogMark extends MetadataChange {

    @Override
    default ClusterImage applyTo(ClusterImage image) {
        return image;
    }

    /** Nothing has happened; written so that followers see the log move. */
    record Nothing() implements LogMark {}

    /** What follows counts only once {@link Ended} is read (KIP-868). */
    record Begun(@Nullable String name) implements LogMark {}

    /** What followed {@link Begun} counts. */
    record Ended() implements LogMark {}

    /** What followed {@link Begun} never happened. */
    record Aborted(@Nullable String reason) implements LogMark {}

    /** Left in old logs by the way from ZooKeeper; kept so that they can be read. */
    record ZkMigration(byte state) implements LogMark {}
}
