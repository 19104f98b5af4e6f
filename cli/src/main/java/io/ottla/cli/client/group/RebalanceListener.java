package io.ottla.cli.client.group;

import io.ottla.wire.TopicPartition;
import java.util.List;

/** Hears what the group gives us to read and takes away again; in the order of topics and partitions. */
public interface RebalanceListener {
    /** Nobody to hear it. */
    RebalanceListener NONE = new RebalanceListener() {
        @Override
        public void assigned(List<TopicPartition> partitions) {}

        @Override
        public void revoked(List<TopicPartition> partitions) {}
    };

    /** These are ours now, also if there are none. */
    void assigned(List<TopicPartition> partitions);

    /** These are not ours any more. */
    void revoked(List<TopicPartition> partitions);
}
