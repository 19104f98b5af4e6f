package io.ottla.broker.handler.topic;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.ElectionKind;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.ElectLeaders.PartitionResult;
import io.ottla.wire.message.topic.ElectLeaders.Request;
import io.ottla.wire.message.topic.ElectLeaders.Response;
import io.ottla.wire.message.topic.ElectLeaders.TopicResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has leaders elected (KIP-183, KIP-460). Before version 1 only preferred ones can be asked for. */
public final class ElectLeadersHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_ERROR = 1;

    private final ControllerRef controller;

    public ElectLeadersHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var kinds = ElectionKind.values();
        var topics = request.topicPartitions();
        if (topics != null && topics.isEmpty()) { // as Kafka, which asks for nothing without asking which kind of it
            context.reply(shape(request, Map.of()));
            return;
        }
        if (request.electionType() < 0 || request.electionType() >= kinds.length) {
            context.reply(refusal(request, context.version(), ErrorCode.INVALID_REQUEST));
            return;
        }
        var unused = controller
                .electLeaders(kinds[request.electionType()], wanted(request))
                .whenComplete((outcomes, noController) -> context.reply(
                        outcomes == null
                                ? refusal(request, context.version(), ErrorCode.NOT_CONTROLLER)
                                : shape(request, outcomes)));
    }

    private static @Nullable List<TopicPartition> wanted(Request request) {
        var topics = request.topicPartitions();
        if (topics == null) {
            return null;
        }
        var wanted = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            topic.partitions().forEach(index -> wanted.add(new TopicPartition(topic.topic(), index)));
        }
        return wanted;
    }

    private static Response shape(Request request, Map<TopicPartition, Outcome> outcomes) {
        var asked = request.topicPartitions();
        var topics = asked == null ? ofAll(outcomes) : new ArrayList<TopicResult>();
        if (asked != null) {
            for (var topic : asked) {
                var results = topic.partitions().stream()
                        .map(index -> result(index, outcomes.get(new TopicPartition(topic.topic(), index))))
                        .toList();
                topics.add(new TopicResult(topic.topic(), results));
            }
        }
        return new Response(0, ErrorCode.NONE.code(), topics);
    }

    private static PartitionResult result(int index, @Nullable Outcome outcome) {
        return outcome == null
                ? new PartitionResult(index, ErrorCode.UNKNOWN_SERVER_ERROR.code(), null)
                : new PartitionResult(index, outcome.error().code(), outcome.message());
    }

    /** Whoever asks for all is told of no partition that needed nothing, but of its topic: so Kafka does. */
    private static List<TopicResult> ofAll(Map<TopicPartition, Outcome> outcomes) {
        Map<String, List<PartitionResult>> byTopic = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> {
            var partitions = byTopic.computeIfAbsent(name.topic(), topic -> new ArrayList<>());
            if (outcome.error() != ErrorCode.ELECTION_NOT_NEEDED) {
                partitions.add(result(name.partition(), outcome));
            }
        });
        var topics = new ArrayList<TopicResult>();
        byTopic.forEach((topic, partitions) -> topics.add(new TopicResult(topic, partitions)));
        return topics;
    }

    /** Version 0 has no place for an error of the whole. */
    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        Map<TopicPartition, Outcome> refused = new LinkedHashMap<>();
        var wanted = wanted(request);
        if (wanted != null) {
            wanted.forEach(name -> refused.put(name, new Outcome(error, error.message())));
        }
        var ofAll = version < FIRST_WITH_ERROR ? ErrorCode.NONE : error;
        return new Response(0, ofAll.code(), shape(request, refused).replicaElectionResults());
    }
}
