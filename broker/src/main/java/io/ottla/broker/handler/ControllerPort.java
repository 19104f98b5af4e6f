package io.ottla.broker.handler;

import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.ProducerIdBlock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a broker asks of the controller for itself, wherever that is. Any thread; a stage fails if the controller cannot be asked. */
public interface ControllerPort {
    /** Creates topics nobody ordered in so many words. One answer for each. */
    CompletionStage<List<CreatedTopic>> createTopics(List<NewTopic> topics);

    /** Asks for a block of producer ids for this broker. */
    CompletionStage<ProducerIdBlock> allocateProducerIds(int brokerId, long brokerEpoch);

    /** The controller is always in this process. */
    static ControllerPort local(ControllerRef controller) {
        return new ControllerPort() {
            @Override
            public CompletionStage<List<CreatedTopic>> createTopics(List<NewTopic> topics) {
                return controller.createTopics(topics, false);
            }

            @Override
            public CompletionStage<ProducerIdBlock> allocateProducerIds(int brokerId, long brokerEpoch) {
                return controller.allocateProducerIds(brokerId, brokerEpoch);
            }
        };
    }
}
