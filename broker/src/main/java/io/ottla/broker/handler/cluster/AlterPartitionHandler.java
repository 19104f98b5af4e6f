package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.IsrAnswer;
import io.ottla.replication.controller.request.IsrAnswers;
import io.ottla.replication.controller.request.IsrProposal;
import io.ottla.replication.controller.request.IsrProposal.Member;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.AlterPartition.Partition;
import io.ottla.wire.message.cluster.AlterPartition.PartitionResponse;
import io.ottla.wire.message.cluster.AlterPartition.Request;
import io.ottla.wire.message.cluster.AlterPartition.Response;
import io.ottla.wire.message.cluster.AlterPartition.Topic;
import io.ottla.wire.message.cluster.AlterPartition.TopicResponse;
import java.util.ArrayList;
import java.util.List;

/** Changes who is in sync, as leaders of partitions propose (KIP-497, KIP-704, KIP-903). */
public final class AlterPartitionHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_EPOCHS = 3;
    private static final byte RECOVERING = 1;
    private static final byte RECOVERED = 0;
    private static final int NOBODY = 0;

    private final ControllerRef controller;

    public AlterPartitionHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        List<IsrProposal> proposals = new ArrayList<>();
        for (Topic topic : request.topics()) {
            for (Partition partition : topic.partitions()) {
                proposals.add(proposal(topic, partition, context.version()));
            }
        }
        var unused = controller
                .alterPartitions(request.brokerId(), request.brokerEpoch(), proposals)
                .whenComplete((answers, noController) ->
                        context.reply(answers == null ? refused(ErrorCode.NOT_CONTROLLER) : shape(request, answers)));
    }

    private static IsrProposal proposal(Topic topic, Partition partition, int version) {
        List<Member> isr = version < FIRST_WITH_EPOCHS
                ? partition.newIsr().stream()
                        .map(id -> new Member(id, Member.ANY_EPOCH))
                        .toList()
                : partition.newIsrWithEpochs().stream()
                        .map(state -> new Member(state.brokerId(), state.brokerEpoch()))
                        .toList();
        return new IsrProposal(
                topic.topicId(),
                partition.partitionIndex(),
                partition.leaderEpoch(),
                partition.partitionEpoch(),
                isr,
                partition.leaderRecoveryState() == RECOVERING);
    }

    private static Response shape(Request request, IsrAnswers answers) {
        if (!answers.outcome().isDone()) {
            return refused(answers.outcome().error());
        }
        var next = answers.answers().iterator();
        List<TopicResponse> topics = new ArrayList<>();
        for (Topic topic : request.topics()) {
            List<PartitionResponse> partitions = new ArrayList<>();
            for (Partition partition : topic.partitions()) {
                partitions.add(shape(partition.partitionIndex(), next.next()));
            }
            topics.add(new TopicResponse("", topic.topicId(), partitions));
        }
        return new Response(0, ErrorCode.NONE.code(), topics);
    }

    private static PartitionResponse shape(int index, IsrAnswer answer) {
        var now = answer.partition();
        return now == null
                ? new PartitionResponse(index, answer.error().code(), NOBODY, 0, List.of(), RECOVERED, 0)
                : new PartitionResponse(
                        index,
                        answer.error().code(),
                        now.leader(),
                        now.leaderEpoch(),
                        now.isr(),
                        now.recovering() ? RECOVERING : RECOVERED,
                        now.partitionEpoch());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return refused(error);
    }

    private static Response refused(ErrorCode error) {
        return new Response(0, error.code(), List.of());
    }
}
