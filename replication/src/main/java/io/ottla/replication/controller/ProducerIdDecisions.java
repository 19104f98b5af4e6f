package io.ottla.replication.controller;

import io.ottla.replication.change.ProducerIdsGiven;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ProducerIdBlock;
import io.ottla.wire.ErrorCode;
import java.util.List;

/** Who may give out which producer ids. Pure. */
final class ProducerIdDecisions {
    static final int BLOCK = 1000;

    Decision<ProducerIdBlock> allocate(State state, int brokerId, long brokerEpoch) {
        Outcome refusal = Rules.checkEpoch(state.image(), brokerId, brokerEpoch);
        if (!refusal.isDone()) {
            return Decision.nothing(new ProducerIdBlock(refusal, -1, 0));
        }
        long first = state.image().nextProducerId();
        if (first > Long.MAX_VALUE - BLOCK) {
            Outcome none = Outcome.refused(ErrorCode.UNKNOWN_SERVER_ERROR, "All producer ids have been given out");
            return Decision.nothing(new ProducerIdBlock(none, -1, 0));
        }
        return new Decision<>(
                List.of(new ProducerIdsGiven(brokerId, brokerEpoch, first + BLOCK)),
                new ProducerIdBlock(Outcome.DONE, first, BLOCK));
    }
}
