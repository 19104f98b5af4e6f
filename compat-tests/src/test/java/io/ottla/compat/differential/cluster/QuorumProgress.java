package io.ottla.compat.differential.cluster;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.protocol.ApiMessage;

/** How far the log of the metadata has come, and where it lies: two brokers that behave the same differ in it. */
public final class QuorumProgress {
    private QuorumProgress() {}

    /** Takes it out of a reply, if it is one to DescribeQuorum. */
    public static void forget(ApiMessage reply) {
        if (reply instanceof DescribeQuorumResponseData quorum) {
            quorum.nodes().clear();
            for (var topic : quorum.topics()) {
                for (var partition : topic.partitions()) {
                    partition.setHighWatermark(Math.min(partition.highWatermark(), 1));
                    partition.setLeaderEpoch(Math.min(partition.leaderEpoch(), 1));
                    partition
                            .currentVoters()
                            .forEach(voter -> voter.setLogEndOffset(1).setReplicaDirectoryId(Uuid.ZERO_UUID));
                    partition
                            .observers()
                            .forEach(observer -> observer.setLogEndOffset(1).setReplicaDirectoryId(Uuid.ZERO_UUID));
                }
            }
        }
    }
}
