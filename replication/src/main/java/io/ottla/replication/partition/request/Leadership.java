package io.ottla.replication.partition.request;

import io.ottla.wire.ErrorCode;
import java.util.List;

/**
 * Who leads a partition as this broker knows it. Immutable.
 *
 * @param leader the leading broker, -1 if nobody leads
 * @param isLocal this broker leads
 * @param replicas the brokers that hold a copy, or are to
 */
public record Leadership(int leader, boolean isLocal, int leaderEpoch, int partitionEpoch, List<Integer> replicas) {
    /** A request that names no leader epoch. */
    public static final int NO_EPOCH = -1;

    public Leadership {
        replicas = List.copyOf(replicas);
    }

    /**
     * Compares the leader epoch a client believes in with the present one.
     *
     * @param clientEpoch {@link #NO_EPOCH} if the request does not say
     * @return NONE, FENCED_LEADER_EPOCH if the client is behind, UNKNOWN_LEADER_EPOCH if this broker is
     */
    public ErrorCode check(int clientEpoch) {
        if (clientEpoch == NO_EPOCH || clientEpoch == leaderEpoch) {
            return ErrorCode.NONE;
        }
        return clientEpoch < leaderEpoch ? ErrorCode.FENCED_LEADER_EPOCH : ErrorCode.UNKNOWN_LEADER_EPOCH;
    }

    /** As {@link #check}; and only the leader will do. */
    public ErrorCode checkLeader(int clientEpoch) {
        ErrorCode error = check(clientEpoch);
        return error == ErrorCode.NONE && !isLocal ? ErrorCode.NOT_LEADER_OR_FOLLOWER : error;
    }
}
