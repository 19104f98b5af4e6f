package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.OffsetDelete.Partition;
import io.ottla.wire.message.group.OffsetDelete.PartitionResponse;
import io.ottla.wire.message.group.OffsetDelete.Request;
import io.ottla.wire.message.group.OffsetDelete.Response;
import io.ottla.wire.message.group.OffsetDelete.Topic;
import io.ottla.wire.message.group.OffsetDelete.TopicResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forgets how far a group has read topics it does not read any more. */
public final class OffsetDeleteHandler implements Handler<Request, Response> {
    private final GroupCoordinators groups;
    private final CommittedImage image;

    public OffsetDeleteHandler(GroupCoordinators groups, CommittedImage image) {
        this.groups = groups;
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        Map<String, List<PartitionResponse>> answers = new LinkedHashMap<>();
        List<Topic> known = new ArrayList<>();
        for (var topic : request.topics()) {
            var found = image.current().topics().byName(topic.name());
            List<Partition> there = new ArrayList<>();
            for (var partition : topic.partitions()) {
                if (found == null || found.partition(partition.partitionIndex()) == null) {
                    answers.computeIfAbsent(topic.name(), name -> new ArrayList<>())
                            .add(new PartitionResponse(
                                    partition.partitionIndex(), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()));
                } else {
                    there.add(partition);
                }
            }
            if (!there.isEmpty()) {
                known.add(new Topic(topic.name(), there));
            }
        }
        var unused = groups.deleteOffsets(new Request(request.groupId(), known))
                .whenComplete((deleted, never) -> context.reply(together(answers, deleted)));
    }

    /** If the group as a whole is refused, nothing else is told. */
    private static Response together(Map<String, List<PartitionResponse>> answers, Response deleted) {
        if (deleted.errorCode() != ErrorCode.NONE.code()) {
            return deleted;
        }
        for (var topic : deleted.topics()) {
            answers.computeIfAbsent(topic.name(), name -> new ArrayList<>()).addAll(topic.partitions());
        }
        List<TopicResponse> topics = new ArrayList<>(answers.size());
        answers.forEach((name, partitions) -> topics.add(new TopicResponse(name, partitions)));
        return new Response(ErrorCode.NONE.code(), 0, topics);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(error.code(), 0, List.of());
    }
}
