package io.ottla.broker.handler.topic;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Reassignment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.AlterPartitionReassignments.PartitionResponse;
import io.ottla.wire.message.topic.AlterPartitionReassignments.Request;
import io.ottla.wire.message.topic.AlterPartitionReassignments.Response;
import io.ottla.wire.message.topic.AlterPartitionReassignments.TopicResponse;
import java.util.ArrayList;
import java.util.List;

/** Moves replicas between brokers (KIP-455, KIP-860). */
public final class AlterPartitionReassignmentsHandler implements Handler<Request, Response> {
    private final ControllerRef controller;

    public AlterPartitionReassignmentsHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var wishes = new ArrayList<Reassignment>();
        for (var topic : request.topics()) {
            for (var partition : topic.partitions()) {
                var name = new TopicPartition(topic.name(), partition.partitionIndex());
                wishes.add(new Reassignment(name, partition.replicas()));
            }
        }
        var unused = controller
                .alterPartitionReassignments(wishes, request.allowReplicationFactorChange())
                .whenComplete((outcomes, noController) -> context.reply(
                        outcomes == null
                                ? refusal(request, context.version(), ErrorCode.NOT_CONTROLLER)
                                : response(request, ErrorCode.NONE, topics(request, outcomes))));
    }

    private static List<TopicResponse> topics(Request request, List<Outcome> outcomes) {
        var next = outcomes.iterator();
        var topics = new ArrayList<TopicResponse>();
        for (var topic : request.topics()) {
            var partitions = new ArrayList<PartitionResponse>();
            for (var partition : topic.partitions()) {
                var outcome = next.next();
                partitions.add(new PartitionResponse(
                        partition.partitionIndex(), outcome.error().code(), outcome.message()));
            }
            topics.add(new TopicResponse(topic.name(), partitions));
        }
        return topics;
    }

    /** Repeats what was asked of the factor, but who moves nothing, or is refused, is told the default, as by Apache Kafka. */
    private static Response response(Request request, ErrorCode error, List<TopicResponse> topics) {
        var message = error == ErrorCode.NONE ? null : error.message();
        var allows = error != ErrorCode.NONE || request.topics().isEmpty() || request.allowReplicationFactorChange();
        return new Response(0, allows, error.code(), message, topics);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return response(request, error, List.of());
    }
}
