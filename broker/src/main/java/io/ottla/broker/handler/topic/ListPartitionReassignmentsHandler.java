package io.ottla.broker.handler.topic;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.topic.ListPartitionReassignments.Partition;
import io.ottla.wire.message.topic.ListPartitionReassignments.Request;
import io.ottla.wire.message.topic.ListPartitionReassignments.RequestedTopic;
import io.ottla.wire.message.topic.ListPartitionReassignments.Response;
import io.ottla.wire.message.topic.ListPartitionReassignments.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Tells which partitions are on their way to other brokers (KIP-455). */
public final class ListPartitionReassignmentsHandler implements Handler<Request, Response> {
    private final CommittedImage image;

    public ListPartitionReassignmentsHandler(CommittedImage image) {
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var now = image.current().topics();
        var topics = new ArrayList<Topic>();
        var asked = request.topics();
        if (asked == null) {
            now.all().forEach(topic -> add(topic, index -> true, topics));
        } else {
            for (RequestedTopic one : asked) {
                var topic = now.byName(one.name());
                if (topic != null) {
                    add(topic, index -> one.partitionIndexes().contains(index), topics);
                }
            }
        }
        context.reply(new Response(0, ErrorCode.NONE.code(), null, topics));
    }

    private static void add(TopicImage topic, IntPredicate wanted, List<Topic> topics) {
        var moving = new ArrayList<Partition>();
        for (int i = 0; i < topic.partitionCount(); i++) {
            PartitionImage partition = topic.partitions().get(i);
            boolean isMoving =
                    !partition.adding().isEmpty() || !partition.removing().isEmpty();
            if (isMoving && wanted.test(i)) {
                moving.add(new Partition(i, partition.replicas(), partition.adding(), partition.removing()));
            }
        }
        if (!moving.isEmpty()) {
            topics.add(new Topic(topic.name(), moving));
        }
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), error.message(), List.of());
    }
}
