package io.ottla.broker.fetch;

/** Who fetches. Immutable. */
public sealed interface Asker {
    /**
     * Somebody who reads.
     *
     * @param takesAnyReplica does it know that another replica than the leader may answer (KIP-392)?
     * @param rack where it is; empty if it does not say
     */
    record Consumer(boolean takesAnyReplica, String rack) implements Asker {}

    /**
     * A broker, to hold what it gets.
     *
     * @param epoch of its registration; -1 if it does not say
     */
    record Replica(int id, long epoch) implements Asker {}
}
