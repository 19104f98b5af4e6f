package io.ottla.broker.handler.data;

import io.ottla.broker.handler.Gathering;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.topic.TopicNames;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.request.RecordsDeleted;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.DeleteRecords.PartitionResult;
import io.ottla.wire.message.data.DeleteRecords.Request;
import io.ottla.wire.message.data.DeleteRecords.Response;
import io.ottla.wire.message.data.DeleteRecords.TopicResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Function;

/** Moves the start of partitions forward, so that what lies before is gone (KIP-107). */
public final class DeleteRecordsHandler implements Handler<Request, Response> {
    private static final long NO_OFFSET = -1;
    private static final RecordsDeleted FAILED = new RecordsDeleted(ErrorCode.UNKNOWN_SERVER_ERROR, NO_OFFSET);

    private final Partitions partitions;
    private final Leaders leaders;

    public DeleteRecordsHandler(Partitions partitions, Leaders leaders) {
        this.partitions = partitions;
        this.leaders = leaders;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        Map<TopicPartition, RecordsDeleted> deleted = new HashMap<>();
        var gathering = new Gathering(
                context.loop(), () -> context.reply(shape(request, name -> deleted.getOrDefault(name, FAILED))));
        for (var topic : request.topics()) {
            for (var asked : topic.partitions()) {
                var name = new TopicPartition(topic.name(), asked.partitionIndex());
                var partition = partitions.find(name.topic(), name.partition());
                if (TopicNames.isInternal(name.topic())) {
                    deleted.put(name, new RecordsDeleted(ErrorCode.INVALID_TOPIC_EXCEPTION, NO_OFFSET));
                } else if (partition == null) {
                    var error = leaders.whyNotHere(name.topic(), name.partition());
                    deleted.put(name, new RecordsDeleted(error, NO_OFFSET));
                } else {
                    var answer = partition.deleteRecordsBefore(asked.offset());
                    gathering.await(answer, FAILED, result -> deleted.put(name, result));
                }
            }
        }
        gathering.allAsked();
    }

    private static Response shape(Request request, Function<TopicPartition, RecordsDeleted> answer) {
        var topics = new ArrayList<TopicResult>(request.topics().size());
        var told = new HashSet<TopicPartition>();
        for (var topic : request.topics()) {
            var results = new ArrayList<PartitionResult>(topic.partitions().size());
            for (var partition : topic.partitions()) {
                var name = new TopicPartition(topic.name(), partition.partitionIndex());
                if (told.add(name)) {
                    var deleted = answer.apply(name);
                    results.add(new PartitionResult(
                            partition.partitionIndex(),
                            deleted.lowWatermark(),
                            deleted.error().code()));
                }
            }
            if (!results.isEmpty()) {
                topics.add(new TopicResult(topic.name(), results));
            }
        }
        return new Response(0, topics);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return shape(request, name -> new RecordsDeleted(error, NO_OFFSET));
    }
}
