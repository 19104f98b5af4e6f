package io.ottla.broker.fetch;

import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * One partition a fetch asks for. Immutable.
 *
 * @param offset the first record wanted
 * @param maxBytes of this partition; one whole batch may come all the same
 * @param leaderEpoch the one the asker believes in; -1 if it does not say
 * @param lastFetchedEpoch of the last record the asker has; -1 if it does not say
 * @param highWatermark as the asker knows it; the largest number there is if it does not say
 */
public record Wanted(Key key, long offset, int maxBytes, int leaderEpoch, int lastFetchedEpoch, long highWatermark) {
    /**
     * Names a partition the way the request does.
     *
     * @param topic empty where the request goes by ids
     * @param topicId zero where it goes by names
     */
    public record Key(String topic, Uuid topicId, int partition) {
        // Written out: what a record gets of itself is linked at run time, in the first fetch of a session.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && partition == that.partition && isSameTopic(that);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * topic.hashCode() + topicId.hashCode()) + partition;
        }

        boolean isById() {
            return topic.isEmpty();
        }

        public boolean isSameTopic(Key other) {
            return topic.equals(other.topic) && topicId.equals(other.topicId);
        }
    }

    @Nullable
    PartitionRef find(Partitions partitions) {
        return key.isById() ? partitions.find(key.topicId, key.partition) : partitions.find(key.topic, key.partition);
    }
}
