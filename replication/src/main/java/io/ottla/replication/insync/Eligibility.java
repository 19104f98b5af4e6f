package io.ottla.replication.insync;

/** Says who may be taken for in sync. Any thread. */
public interface Eligibility {
    /** Is the broker alive, not on its way out, and still the process of this epoch? */
    boolean mayJoin(int brokerId, long brokerEpoch);
}
