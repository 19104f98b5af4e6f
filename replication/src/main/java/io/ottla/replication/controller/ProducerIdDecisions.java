package io.ottla.replication.controller;

import io.ottla.replication.change.ProducerIdsGiven;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ProducerIdBlock;
import io.ottla.replication.image.BrokerImage;
import io.ottla.wire.ErrorCode;
import java.util.List;

/** Who may give out which producer ids. Pure. */
final class ProducerIdDecisions {
    static final int BLOCK = 1000;

    Decision<ProducerIdBlock> allocate(State state, int brokerId, long brokerEpoch) {
        BrokerImage broker = state.image().nodes().broker(brokerId);
        if (broker == null) {
            return refused(ErrorCode.BROKER_ID_NOT_REGISTERED, "Broker " + brokerId + " is not registered");
        }
        if (broker.epoch() != brokerEpoch) {
            return refused(
                    ErrorCode.STALE_BROKER_EPOCH,
                    "Broker " + brokerId + " has epoch " + broker.epoch() + ", not " + brokerEpoch);
        }
        long first = state.image().nextProducerId();
        if (first > Long.MAX_VALUE - BLOCK) {
            return refused(ErrorCode.UNKNOWN_SERVER_ERROR, "All producer ids have been given out");
        }
        return new Decision<>(
                List.of(new ProducerIdsGiven(brokerId, brokerEpoch, first + BLOCK)),
                new ProducerIdBlock(Outcome.DONE, first, BLOCK));
    }

    private static Decision<ProducerIdBlock> refused(ErrorCode error, String message) {
        return Decision.nothing(new ProducerIdBlock(Outcome.refused(error, message), -1, 0));
    }
}
