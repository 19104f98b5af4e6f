package io.ottla.replication.insync;

/**
 * A follower fetches from {@code offset} on, and so holds everything below it. Immutable.
 *
 * @param brokerEpoch of the follower's process; -1 if it does not say
 * @param leaderEpoch under which its log was found to agree with the leader's
 */
public record ReplicaFetch(int replica, long brokerEpoch, int leaderEpoch, long offset) {}
