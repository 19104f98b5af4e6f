package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.ApiKeys;

/** InitProducerId for idempotent producers; what concerns transactions is asked where they are. */
final class InitProducerIdQuestions implements Questions {
    private static final int OWN_ID = 3;

    @Override
    public ApiKeys api() {
        return ApiKeys.INIT_PRODUCER_ID;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        on.each(peer -> awaitIds(peer, version));
        on.ask("an id", peer -> request());
        on.ask("another", peer -> request());
        on.ask("a time-out of zero", peer -> request().setTransactionTimeoutMs(0));
        on.ask("a negative time-out", peer -> request().setTransactionTimeoutMs(-1));
        on.ask("a transactional id that is empty", peer -> request().setTransactionalId(""));
        if (version >= OWN_ID) {
            on.ask("with an id of its own", peer -> request().setProducerId(5).setProducerEpoch((short) 1));
            on.ask("with an id without epoch", peer -> request().setProducerId(5));
            on.ask("with an epoch without id", peer -> request().setProducerEpoch((short) 1));
        }
    }

    /** Apache Kafka fetches its first block of ids only when it is asked for one. */
    private void awaitIds(Peer peer, int version) {
        for (int i = 0; i < 1000; i++) {
            if (peer.ask(api(), version, request()) instanceof InitProducerIdResponseData reply
                    && reply.errorCode() == 0) {
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("no producer ids");
    }

    private static InitProducerIdRequestData request() {
        return new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(60_000);
    }
}
