package io.ottla.broker.fetch;

/** Says which replica a consumer had better read from (KIP-392). Any thread. */
public interface ReadReplicas {
    /** The one that is asked. */
    int THIS_ONE = -1;

    /** Everybody reads from the leader. */
    ReadReplicas LEADER = (partition, rack) -> THIS_ONE;

    /**
     * A replica for a consumer in {@code rack}, asked of the leader.
     *
     * @return a broker, or {@link #THIS_ONE}
     */
    int nearest(Wanted.Key partition, String rack);
}
