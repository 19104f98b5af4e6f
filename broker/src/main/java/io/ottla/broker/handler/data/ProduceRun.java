package io.ottla.broker.handler.data;

import io.ottla.base.OwnedBy;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.topic.TopicNames;
import io.ottla.broker.quota.QuotaKind;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.message.data.Produce.Leader;
import io.ottla.wire.message.data.Produce.NodeEndpoint;
import io.ottla.wire.message.data.Produce.PartitionData;
import io.ottla.wire.message.data.Produce.PartitionResponse;
import io.ottla.wire.message.data.Produce.RecordError;
import io.ottla.wire.message.data.Produce.Request;
import io.ottla.wire.message.data.Produce.Response;
import io.ottla.wire.message.data.Produce.TopicData;
import io.ottla.wire.message.data.Produce.TopicResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One Produce request under way: gathers what its partitions say. The frame is held until the last of them has written. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class ProduceRun {
    /** The client id by which Kafka knows its own tools. */
    private static final String ADMINISTRATOR = "__admin_client";

    private static final int FIRST_WITH_ZSTD = 7;
    private static final int FIRST_WITH_TOPIC_ID = 13;
    private static final int FIRST_WITH_LEADER = 10;

    private final Request request;
    private final RequestContext<Response> context;
    private final Leaders leaders;
    private final PartitionResponse[][] answers;
    private final List<NodeEndpoint> endpoints = new ArrayList<>(0);
    private boolean anyRefused;
    /** Answers not yet here, and one more until all have been asked for. */
    private int open = 1;

    /** Partitions that still need the bytes, counted on their loops; and one more until all have been asked. */
    private final AtomicInteger unwritten = new AtomicInteger(1);

    ProduceRun(Request request, RequestContext<Response> context, Leaders leaders) {
        this.request = request;
        this.context = context;
        this.leaders = leaders;
        this.answers = new PartitionResponse[request.topicData().size()][];
    }

    void start(Partitions partitions) {
        context.holdFrame();
        var topics = request.topicData();
        var isForbidden = request.transactionalId() == null && hasTransaction(topics);
        for (var t = 0; t < topics.size(); t++) {
            var topic = topics.get(t);
            var data = topic.partitionData();
            answers[t] = new PartitionResponse[data.size()];
            for (var p = 0; p < data.size(); p++) {
                var place = new Place(t, p);
                if (isForbidden) {
                    open++;
                    place.answer(refusedWithoutId(data.get(p).index()));
                } else {
                    begin(find(partitions, topic, data.get(p)), topic, data.get(p), place);
                }
            }
        }
        noLongerNeeded();
        finishOne();
    }

    private @Nullable PartitionRef find(Partitions partitions, TopicData topic, PartitionData data) {
        return context.version() >= FIRST_WITH_TOPIC_ID
                ? partitions.find(topic.topicId(), data.index())
                : partitions.find(topic.name(), data.index());
    }

    private void begin(@Nullable PartitionRef partition, TopicData topic, PartitionData data, Place place) {
        open++;
        if (partition == null) {
            var error = context.version() >= FIRST_WITH_TOPIC_ID
                    ? leaders.whyNotHere(topic.topicId(), data.index())
                    : leaders.whyNotHere(topic.name(), data.index());
            place.answer(refused(data.index(), error, null));
            return;
        }
        if (TopicNames.isInternal(partition.topicPartition().topic()) && !ADMINISTRATOR.equals(context.clientId())) {
            place.answer(refused(
                    data.index(), ErrorCode.INVALID_TOPIC_EXCEPTION, "Only the broker itself writes to this topic"));
            return;
        }
        if (!(data.records() instanceof BytesPayload records) || records.sizeInBytes() == 0) {
            place.answer(refused(data.index(), ErrorCode.INVALID_RECORD, "There is no record batch"));
            return;
        }
        var batch = records.bytes();
        if (context.version() < FIRST_WITH_ZSTD && isZstd(batch)) {
            place.answer(refused(
                    data.index(), ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, "zstd needs Produce version 7 (KIP-110)"));
            return;
        }
        if (isTransactional(batch) && isAlone(batch)) {
            place.answer(refused(data.index(), ErrorCode.NOT_ENOUGH_REPLICAS, "There is no such transaction"));
            return;
        }
        if (request.acks() < -1 || request.acks() > 1) {
            place.answer(refused(data.index(), ErrorCode.INVALID_REQUIRED_ACKS, null));
            return;
        }
        unwritten.incrementAndGet();
        partition.append(batch, request.acks(), place);
    }

    private static boolean isZstd(ByteBuffer batch) {
        return batch.remaining() >= RecordBatch.HEADER_BYTES
                && new RecordBatch().wrap(batch, batch.position()).compressionCode() == Compression.ZSTD.code();
    }

    /** Does any partition's first batch belong to a transaction? Asked before anything is looked for. */
    private static boolean hasTransaction(List<TopicData> topics) {
        for (var topic : topics) {
            for (var data : topic.partitionData()) {
                if (data.records() instanceof BytesPayload records && isTransactional(records.bytes())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Is the first batch whole, and of a transaction? What is damaged is refused for that. */
    private static boolean isTransactional(ByteBuffer bytes) {
        if (bytes.remaining() < RecordBatch.HEADER_BYTES) {
            return false;
        }
        var batch = new RecordBatch().wrap(bytes, bytes.position());
        return batch.magic() == RecordBatch.MAGIC
                && batch.isTransactional()
                && batch.sizeInBytes() >= RecordBatch.HEADER_BYTES
                && batch.sizeInBytes() <= bytes.remaining();
    }

    private static boolean isAlone(ByteBuffer bytes) {
        return new RecordBatch().wrap(bytes, bytes.position()).sizeInBytes() == bytes.remaining();
    }

    private static PartitionResponse refusedWithoutId(int index) {
        return refused(
                index,
                ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
                "A transactional batch needs a transactional id");
    }

    static PartitionResponse refused(int index, ErrorCode error, @Nullable String message) {
        return new PartitionResponse(index, error.code(), -1, -1, -1, List.of(), message, Leader.NONE);
    }

    private void noLongerNeeded() {
        if (unwritten.decrementAndGet() == 0) {
            context.releaseFrame();
        }
    }

    private void finishOne() {
        if (--open > 0) {
            return;
        }
        context.use(QuotaKind.PRODUCE, context.requestBytes());
        if (request.acks() != 0) {
            context.reply(response());
        } else if (anyRefused) {
            context.closeConnection("a Produce with acks=0 was refused, and there is no other way to say so");
        } else {
            context.finishWithoutReply();
        }
    }

    private Response response() {
        var topics = new ArrayList<TopicResponse>(answers.length);
        for (var t = 0; t < answers.length; t++) {
            var topic = request.topicData().get(t);
            if (answers[t].length == 0) {
                continue;
            }
            topics.add(new TopicResponse(topic.name(), topic.topicId(), Arrays.asList(answers[t])));
        }
        return new Response(topics, 0, endpoints);
    }

    /** Where the answer of one partition belongs. */
    private final class Place implements AppendCallback {
        private final int topic;
        private final int partition;

        Place(int topic, int partition) {
            this.topic = topic;
            this.partition = partition;
        }

        @Override
        public Object source() {
            return context.connection();
        }

        @Override
        public long patienceMs() {
            return Math.max(0, request.timeoutMs());
        }

        @Override
        public void written() {
            noLongerNeeded();
        }

        @Override
        public void completed(AppendResult result) {
            var home = context.loop();
            if (home.isInside()) {
                take(result);
            } else {
                home.execute(() -> take(result));
            }
        }

        private void take(AppendResult result) {
            var data = request.topicData().get(topic);
            var index = data.partitionData().get(partition).index();
            answer(new PartitionResponse(
                    index,
                    result.error().code(),
                    result.baseOffset(),
                    result.logAppendTimeMs(),
                    result.logStartOffset(),
                    recordErrors(result),
                    result.message(),
                    result.isRefused() ? leaderHint(result.error(), data, index) : Leader.NONE));
        }

        private void answer(PartitionResponse answer) {
            anyRefused |= answer.errorCode() != 0;
            answers[topic][partition] = answer;
            finishOne();
        }
    }

    private static List<RecordError> recordErrors(AppendResult result) {
        if (result.recordErrors().isEmpty()) {
            return List.of();
        }
        return result.recordErrors().stream()
                .map(error -> new RecordError(error.index(), error.message()))
                .toList();
    }

    /** Whoever asked the wrong broker learns the right one (KIP-951). */
    private Leader leaderHint(ErrorCode error, TopicData topic, int index) {
        if (context.version() < FIRST_WITH_LEADER || error != ErrorCode.NOT_LEADER_OR_FOLLOWER) {
            return Leader.NONE;
        }
        var byId = !topic.topicId().equals(Uuid.ZERO);
        var leader = byId ? leaders.of(topic.topicId(), index) : leaders.of(topic.name(), index);
        if (leader == null) {
            return Leader.NONE;
        }
        var endpoint = leaders.endpoint(leader.nodeId(), context.connection().listener());
        if (endpoint != null && endpoints.stream().noneMatch(known -> known.nodeId() == leader.nodeId())) {
            endpoints.add(new NodeEndpoint(leader.nodeId(), endpoint.host(), endpoint.port(), endpoint.rack()));
        }
        return new Leader(leader.nodeId(), leader.leaderEpoch());
    }
}
