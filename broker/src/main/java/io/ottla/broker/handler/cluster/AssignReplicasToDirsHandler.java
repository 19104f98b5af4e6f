package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.DirectoriesAssigned;
import io.ottla.replication.controller.request.DirectoryAssignment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.AssignReplicasToDirs.Directory;
import io.ottla.wire.message.cluster.AssignReplicasToDirs.DirectoryResponse;
import io.ottla.wire.message.cluster.AssignReplicasToDirs.PartitionResponse;
import io.ottla.wire.message.cluster.AssignReplicasToDirs.Request;
import io.ottla.wire.message.cluster.AssignReplicasToDirs.Response;
import io.ottla.wire.message.cluster.AssignReplicasToDirs.TopicResponse;
import java.util.ArrayList;
import java.util.List;

/** Hears in which log directories brokers keep their replicas (KIP-858). */
public final class AssignReplicasToDirsHandler implements Handler<Request, Response> {
    private final ControllerRef controller;

    public AssignReplicasToDirsHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        List<DirectoryAssignment> assignments = new ArrayList<>();
        for (Directory directory : request.directories()) {
            for (var topic : directory.topics()) {
                topic.partitions()
                        .forEach(partition -> assignments.add(
                                new DirectoryAssignment(directory.id(), topic.topicId(), partition.partitionIndex())));
            }
        }
        var unused = controller
                .assignDirectories(request.brokerId(), request.brokerEpoch(), assignments)
                .whenComplete((assigned, noController) ->
                        context.reply(assigned == null ? refused(ErrorCode.NOT_CONTROLLER) : shape(request, assigned)));
    }

    private static Response shape(Request request, DirectoriesAssigned assigned) {
        if (!assigned.outcome().isDone()) {
            return refused(assigned.outcome().error());
        }
        var next = assigned.answers().iterator();
        List<DirectoryResponse> directories = new ArrayList<>();
        for (Directory directory : request.directories()) {
            List<TopicResponse> topics = new ArrayList<>();
            for (var topic : directory.topics()) {
                List<PartitionResponse> partitions = new ArrayList<>();
                for (var partition : topic.partitions()) {
                    partitions.add(new PartitionResponse(
                            partition.partitionIndex(), next.next().code()));
                }
                topics.add(new TopicResponse(topic.topicId(), partitions));
            }
            directories.add(new DirectoryResponse(directory.id(), topics));
        }
        return new Response(0, ErrorCode.NONE.code(), directories);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return refused(error);
    }

    private static Response refused(ErrorCode error) {
        return new Response(0, error.code(), List.of());
    }
}
