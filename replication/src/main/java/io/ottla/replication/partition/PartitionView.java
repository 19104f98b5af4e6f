package io.ottla.replication.partition;

import io.ottla.log.LogView;
import io.ottla.replication.partition.request.Leadership;
import io.ottla.replication.partition.request.ReadLimit;

/** A partition as it stood at one moment, for reads on any thread. Immutable. */
public record PartitionView(Leadership leadership, LogView log) {

    public long highWatermark() {
        return log.highWatermark();
    }

    public long lastStableOffset() {
        return log.lastStableOffset();
    }

    /** The first offset {@code limit} keeps from being read. */
    public long end(ReadLimit limit) {
        return switch (limit) {
            case HIGH_WATERMARK -> log.highWatermark();
            case LAST_STABLE_OFFSET -> log.lastStableOffset();
            case LOG_END -> log.endOffset();
        };
    }
}
