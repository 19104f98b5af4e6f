package io.ottla.replication.follower;

import io.ottla.wire.Uuid;
import org.jspecify.annotations.Nullable;

/** Names a partition. */
record Place(Uuid topicId, int partition) {
    // Written out: it is looked up for every partition of every answer.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place that && partition == that.partition && topicId.equals(that.topicId);
    }

    @Override
    public int hashCode() {
        return 31 * topicId.hashCode() + partition;
    }
}
