package io.ottla.replication.insync;

import io.ottla.wire.Uuid;
import java.util.List;
import java.util.function.Consumer;

/**
 * A leader's wish that the in-sync replicas be these. Immutable.
 *
 * @param partitionEpoch the one the wish builds on
 * @param onAnswer hears exactly once, unless a later proposal for the same partition takes this one's place before it was sent; on any
 *     thread
 */
public record IsrProposal(
        Place place, int leaderEpoch, int partitionEpoch, List<Member> isr, Consumer<IsrAnswer> onAnswer) {
    /** Which partition. */
    public record Place(Uuid topicId, int partition) {}

    /**
     * One of those to be in sync.
     *
     * @param brokerEpoch of the process that is meant; -1 if it is not known
     */
    public record Member(int brokerId, long brokerEpoch) {}
}
