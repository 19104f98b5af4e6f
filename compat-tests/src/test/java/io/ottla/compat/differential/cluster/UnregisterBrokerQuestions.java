package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Brokers that are not there; the one that is there is needed. */
final class UnregisterBrokerQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.UNREGISTER_BROKER;
    }

    @Override
    public void ask(Asking on) {
        on.askUnsampled("a broker that is not there", peer -> new UnregisterBrokerRequestData().setBrokerId(77));
        on.askUnsampled("a negative number", peer -> new UnregisterBrokerRequestData().setBrokerId(-1));
    }
}
