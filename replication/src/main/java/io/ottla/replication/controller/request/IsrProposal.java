package io.ottla.replication.controller.request;

import io.ottla.wire.Uuid;
import java.util.List;

/**
 * What the leader of a partition proposes to change (AlterPartition).
 *
 * @param leaderEpoch in which it leads, as far as it knows
 * @param partitionEpoch of the state it proposes to change
 * @param recovering it has been elected uncleanly and is not done with what that takes
 */
public record IsrProposal(
        Uuid topicId, int partition, int leaderEpoch, int partitionEpoch, List<Member> isr, boolean recovering) {
    public IsrProposal {
        isr = List.copyOf(isr);
    }

    /**
     * A replica that shall be in sync.
     *
     * @param brokerEpoch of the process the leader knows to be in sync; -1 if it does not know
     */
    public record Member(int brokerId, long brokerEpoch) {
        public static final long ANY_EPOCH = -1;
    }
}
