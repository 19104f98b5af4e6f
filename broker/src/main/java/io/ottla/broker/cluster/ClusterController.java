package io.ottla.broker.cluster;

import io.ottla.base.Loop;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ProducerIdBlock;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.cluster.AllocateProducerIds;
import io.ottla.wire.message.topic.CreateTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The controller as a broker of a cluster asks it for itself: over the network. */
public final class ClusterController implements ControllerPort {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Peer controller;
    private final Loop home;

    /** @param home the loop of {@code controller} */
    public ClusterController(Peer controller, Loop home) {
        this.controller = controller;
        this.home = home;
    }

    @Override
    public CompletionStage<List<CreatedTopic>> createTopics(List<NewTopic> topics) {
        var request = new CreateTopics.Request(
                topics.stream().map(ClusterController::wanted).toList(), (int) PATIENCE.toMillis(), false);
        return ask(
                request,
                response -> response.topics().stream()
                        .map(ClusterController::created)
                        .toList());
    }

    private static CreateTopics.Topic wanted(NewTopic topic) {
        return new CreateTopics.Topic(
                topic.name(),
                topic.partitionCount(),
                (short) topic.replicationFactor(),
                List.of(),
                topic.configs().entrySet().stream()
                        .map(config -> new CreateTopics.TopicConfig(config.getKey(), config.getValue()))
                        .toList());
    }

    private static CreatedTopic created(CreateTopics.TopicResult topic) {
        ErrorCode error = ErrorCode.of(topic.errorCode());
        String message = topic.errorMessage();
        Outcome outcome =
                error == ErrorCode.NONE ? Outcome.DONE : Outcome.refused(error, message == null ? "" : message);
        return new CreatedTopic(
                topic.name(), outcome, topic.topicId(), topic.numPartitions(), topic.replicationFactor(), Map.of());
    }

    @Override
    public CompletionStage<ProducerIdBlock> allocateProducerIds(int brokerId, long brokerEpoch) {
        return ask(new AllocateProducerIds.Request(brokerId, brokerEpoch), response -> {
            ErrorCode error = ErrorCode.of(response.errorCode());
            Outcome outcome = error == ErrorCode.NONE ? Outcome.DONE : new Outcome(error, error.message());
            return new ProducerIdBlock(outcome, response.producerIdStart(), response.producerIdLen());
        });
    }

    private <Q extends ApiRequest<R>, R, T> CompletionStage<T> ask(Q request, Function<R, T> read) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        home.execute(() -> controller.ask(request, PATIENCE, new Answer<R>() {
            @Override
            public void answered(R response, Frame frame) {
                answer.complete(read.apply(response));
            }

            @Override
            public void failed(PeerFailure failure) {
                answer.completeExceptionally(new ControllerOutOfReach(failure));
            }
        }));
        return answer;
    }

    /** The controller has not answered. */
    static final class ControllerOutOfReach extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ControllerOutOfReach(PeerFailure failure) {
            super("the controller cannot be asked: " + failure, null, false, false);
        }
    }
}
