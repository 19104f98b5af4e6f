package io.ottla.wire.stored.cluster;

import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something changed in a partition; what is absent stays.
 *
 * <p>v1: directories. v2: eligibleLeaderReplicas, lastKnownElr.
 */
@Message(newest = 2, flexibleSince = 0)
public record PartitionChangeRecord(
        @Default("-1") int partitionId,
        Uuid topicId,
        @Tagged(0) @Default("null") @Nullable List<Integer> isr,
        @Tagged(1) @Default("-2") int leader,
        @Tagged(2) @Default("null") @Nullable List<Integer> replicas,
        @Tagged(3) @Default("null") @Nullable List<Integer> removingReplicas,
        @Tagged(4) @Default("null") @Nullable List<Integer> addingReplicas,
        @Tagged(5) @Default("-1") byte leaderRecoveryState,
        @Since(1) @Tagged(8) @Default("null") @Nullable List<Uuid> directories,
        @Since(2) @Tagged(6) @Default("null") @Nullable List<Integer> eligibleLeaderReplicas,
        @Since(2) @Tagged(7) @Default("null") @Nullable List<Integer> lastKnownElr)
        implements MetadataRecord {
    @Override
    public short type() {
        return 5;
    }
}
