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
 * A partition exists, with its replicas.
 *
 * <p>v1: directories. v2: eligibleLeaderReplicas, lastKnownElr.
 */
@Message(newest = 2, flexibleSince = 0)
public record PartitionRecord(
        @Default("-1") int partitionId,
        Uuid topicId,
        List<Integer> replicas,
        List<Integer> isr,
        List<Integer> removingReplicas,
        List<Integer> addingReplicas,
        @Default("-1") int leader,
        @Tagged(0) byte leaderRecoveryState,
        @Default("-1") int leaderEpoch,
        @Default("-1") int partitionEpoch,
        @Since(1) List<Uuid> directories,
        @Since(2) @Tagged(1) @Default("null") @Nullable List<Integer> eligibleLeaderReplicas,
        @Since(2) @Tagged(2) @Default("null") @Nullable List<Integer> lastKnownElr)
        implements MetadataRecord {
    @Override
    public short type() {
        return 3;
    }
}
