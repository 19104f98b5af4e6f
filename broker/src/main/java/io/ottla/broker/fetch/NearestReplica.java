package io.ottla.broker.fetch;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * replica.selector.class=org.apache.kafka.common.replica.RackAwareReplicaSelector: the leader where it is in the consumer's rack, else an
 * in-sync replica that is, else the leader. Any thread.
 */
public final class NearestReplica implements ReadReplicas {
    private final CommittedImage image;

    public NearestReplica(CommittedImage image) {
        this.image = image;
    }

    @Override
    public int nearest(Wanted.Key key, String rack) {
        ClusterImage now = image.current();
        TopicImage topic =
                key.isById() ? now.topics().byId(key.topicId()) : now.topics().byName(key.topic());
        PartitionImage partition = topic == null ? null : topic.partition(key.partition());
        if (rack.isEmpty() || partition == null || rack.equals(rackOf(partition.leader(), now))) {
            return THIS_ONE;
        }
        for (int replica : partition.isr()) {
            if (now.nodes().isAlive(replica) && Objects.equals(rack, rackOf(replica, now))) {
                return replica;
            }
        }
        return THIS_ONE;
    }

    private static @Nullable String rackOf(int broker, ClusterImage image) {
        var known = image.nodes().broker(broker);
        return known == null ? null : known.rack();
    }
}
