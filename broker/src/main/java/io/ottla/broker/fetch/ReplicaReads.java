package io.ottla.broker.fetch;

import io.ottla.replication.follower.Throttle;

/**
 * What is particular about reads where there are several replicas. Immutable.
 *
 * @param choice where consumers had better read
 * @param throttle how fast replicas that are not in sync may read
 */
public record ReplicaReads(ReadReplicas choice, Throttle throttle) {
    /** Everybody reads from the leader, as fast as he can. */
    public static final ReplicaReads PLAIN = new ReplicaReads(ReadReplicas.LEADER, Throttle.NONE);
}
