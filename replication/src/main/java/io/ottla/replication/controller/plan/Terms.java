package io.ottla.replication.controller.plan;

/**
 * What a topic, and the level of the cluster, say about its elections. Immutable.
 *
 * @param minInSyncReplicas min.insync.replicas
 * @param unclean a replica that may lack records may lead if nobody else can (unclean.leader.election.enable)
 * @param remembersEligible eligible leader replicas are kept (KIP-966); without, the ISR never becomes empty
 * @param namesDirectories records say which directory a replica is in (KIP-858)
 */
public record Terms(int minInSyncReplicas, boolean unclean, boolean remembersEligible, boolean namesDirectories) {
    /** The same, but whoever asks has consented to an unclean election. */
    public Terms uncleanly() {
        return new Terms(minInSyncReplicas, true, remembersEligible, namesDirectories);
    }
}
