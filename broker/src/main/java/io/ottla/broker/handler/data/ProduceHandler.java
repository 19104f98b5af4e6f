package io.ottla.broker.handler.data;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.data.Produce.PartitionResponse;
import io.ottla.wire.message.data.Produce.Request;
import io.ottla.wire.message.data.Produce.Response;
import io.ottla.wire.message.data.Produce.TopicResponse;
import java.util.ArrayList;
import java.util.List;

/** Hands record batches to their partitions and answers when all of them have; see {@link ProduceRun}. */
public final class ProduceHandler implements Handler<Request, Response> {
    private final Partitions partitions;
    private final Leaders leaders;

    public ProduceHandler(Partitions partitions, Leaders leaders) {
        this.partitions = partitions;
        this.leaders = leaders;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        new ProduceRun(request, context, leaders).start(partitions);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        var topics = new ArrayList<TopicResponse>(request.topicData().size());
        for (var topic : request.topicData()) {
            var refused = new ArrayList<PartitionResponse>(topic.partitionData().size());
            for (var partition : topic.partitionData()) {
                refused.add(ProduceRun.refused(partition.index(), error, null));
            }
            topics.add(new TopicResponse(topic.name(), topic.topicId(), refused));
        }
        return new Response(topics, 0, List.of());
    }

    @Override
    public boolean isAnswered(Request request) {
        return request.acks() != 0;
    }
}
