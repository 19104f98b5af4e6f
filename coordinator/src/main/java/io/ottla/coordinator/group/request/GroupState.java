package io.ottla.coordinator.group.request;

/** The states of a classic group under Kafka's names. */
public enum GroupState {
    /** No members; there may be offsets. */
    EMPTY("Empty"),
    /** Members are joining. */
    PREPARING_REBALANCE("PreparingRebalance"),
    /** Everybody has joined; the leader's assignment is awaited. */
    COMPLETING_REBALANCE("CompletingRebalance"),
    /** Everybody has, or may fetch, an assignment. */
    STABLE("Stable"),
    /** There is no such group. */
    DEAD("Dead");

    private final String kafkaName;

    GroupState(String kafkaName) {
        this.kafkaName = kafkaName;
    }

    /** As the protocol spells it. */
    public String kafkaName() {
        return kafkaName;
    }
}
