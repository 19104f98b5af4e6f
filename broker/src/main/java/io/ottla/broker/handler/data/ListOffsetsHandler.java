package io.ottla.broker.handler.data;

import io.ottla.broker.handler.Gathering;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.request.OffsetFound;
import io.ottla.replication.partition.request.OffsetQuestion;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.ListOffsets.Partition;
import io.ottla.wire.message.data.ListOffsets.PartitionResponse;
import io.ottla.wire.message.data.ListOffsets.Request;
import io.ottla.wire.message.data.ListOffsets.Response;
import io.ottla.wire.message.data.ListOffsets.TopicResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Looks up offsets: by time, or one of the special places of a log. */
public final class ListOffsetsHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_ONE_OFFSET = 1;
    private static final int FIRST_WITH_EPOCH = 4;
    private static final int FIRST_WITH_NOT_AVAILABLE = 5;
    private static final byte READ_COMMITTED = 1;
    private static final int CONSUMER = -1;
    private static final OffsetFound FAILED = new OffsetFound(ErrorCode.UNKNOWN_SERVER_ERROR, -1, -1, -1);

    private final Partitions partitions;
    private final Leaders leaders;

    public ListOffsetsHandler(Partitions partitions, Leaders leaders) {
        this.partitions = partitions;
        this.leaders = leaders;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (request.isolationLevel() < 0 || request.isolationLevel() > READ_COMMITTED) {
            context.reply(refusal(
                    request, context.version(), ErrorCode.UNKNOWN_SERVER_ERROR)); // as Kafka has no better name for it
            return;
        }
        var twice = askedTwice(request);
        Map<TopicPartition, OffsetFound> found = new HashMap<>();
        var gathering = new Gathering(context.loop(), () -> context.reply(response(request, context, found)));
        for (var topic : request.topics()) {
            for (var asked : topic.partitions()) {
                var name = new TopicPartition(topic.name(), asked.partitionIndex());
                var refused =
                        twice.contains(name) ? ErrorCode.INVALID_REQUEST : refusalOf(name, asked, context.version());
                if (refused != ErrorCode.NONE) {
                    found.put(name, new OffsetFound(refused, -1, -1, -1));
                } else {
                    ask(name, asked, limit(request), gathering, found);
                }
            }
        }
        gathering.allAsked();
    }

    private static Set<TopicPartition> askedTwice(Request request) {
        var seen = new HashSet<TopicPartition>();
        var twice = new HashSet<TopicPartition>();
        for (var topic : request.topics()) {
            for (var partition : topic.partitions()) {
                var name = new TopicPartition(topic.name(), partition.partitionIndex());
                if (!seen.add(name)) {
                    twice.add(name);
                }
            }
        }
        return twice;
    }

    private ErrorCode refusalOf(TopicPartition name, Partition asked, int version) {
        if (version < firstWith(asked.timestamp())) {
            return ErrorCode.UNSUPPORTED_VERSION;
        }
        return partitions.find(name.topic(), name.partition()) == null
                ? leaders.whyNotHere(name.topic(), name.partition())
                : ErrorCode.NONE;
    }

    /** The version that brought a special timestamp. */
    private static int firstWith(long timestamp) {
        if (timestamp >= OffsetQuestion.EARLIEST) {
            return 0;
        }
        return switch ((int) Math.max(timestamp, Integer.MIN_VALUE)) {
            case (int) OffsetQuestion.MAX_TIMESTAMP -> 7;
            case (int) OffsetQuestion.EARLIEST_LOCAL -> 8;
            case (int) OffsetQuestion.LATEST_TIERED -> 9;
            case (int) OffsetQuestion.EARLIEST_PENDING_UPLOAD -> 11;
            default -> Integer.MAX_VALUE;
        };
    }

    private static ReadLimit limit(Request request) {
        if (request.replicaId() != CONSUMER) {
            return ReadLimit.LOG_END;
        }
        return request.isolationLevel() == READ_COMMITTED ? ReadLimit.LAST_STABLE_OFFSET : ReadLimit.HIGH_WATERMARK;
    }

    private void ask(
            TopicPartition name,
            Partition asked,
            ReadLimit limit,
            Gathering gathering,
            Map<TopicPartition, OffsetFound> found) {
        var partition = partitions.find(name.topic(), name.partition());
        if (partition == null) {
            found.put(name, new OffsetFound(ErrorCode.NOT_LEADER_OR_FOLLOWER, -1, -1, -1));
            return;
        }
        var question = new OffsetQuestion(asked.timestamp(), limit, asked.currentLeaderEpoch());
        gathering.await(partition.offsetFor(question), FAILED, answer -> found.put(name, answer));
    }

    private static Response response(
            Request request, RequestContext<Response> context, Map<TopicPartition, OffsetFound> found) {
        return shape(request, name -> answer(found.getOrDefault(name, FAILED), name, context.version()));
    }

    private static Response shape(Request request, Function<TopicPartition, PartitionResponse> answer) {
        Map<String, List<PartitionResponse>> topics = new LinkedHashMap<>();
        var told = new HashSet<TopicPartition>();
        for (var topic : request.topics()) {
            for (var partition : topic.partitions()) {
                var name = new TopicPartition(topic.name(), partition.partitionIndex());
                if (told.add(name)) {
                    topics.computeIfAbsent(topic.name(), first -> new ArrayList<>())
                            .add(answer.apply(name));
                }
            }
        }
        return new Response(
                0,
                topics.entrySet().stream()
                        .map(topic -> new TopicResponse(topic.getKey(), topic.getValue()))
                        .toList());
    }

    /** Before version 1 there is a list of offsets; before 4 no epoch; before 5 "not available yet" has another name. */
    private static PartitionResponse answer(OffsetFound found, TopicPartition name, int version) {
        var error = found.error() == ErrorCode.OFFSET_NOT_AVAILABLE && version < FIRST_WITH_NOT_AVAILABLE
                ? ErrorCode.LEADER_NOT_AVAILABLE
                : found.error();
        if (version < FIRST_WITH_ONE_OFFSET) {
            List<Long> offsets = found.offset() < 0 ? List.of() : List.of(found.offset());
            return new PartitionResponse(name.partition(), error.code(), offsets, -1, -1, -1);
        }
        var epoch = version < FIRST_WITH_EPOCH ? -1 : found.leaderEpoch();
        return new PartitionResponse(
                name.partition(), error.code(), List.of(), found.timestampMs(), found.offset(), epoch);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return shape(request, name -> new PartitionResponse(name.partition(), error.code(), List.of(), -1, -1, -1));
    }
}
