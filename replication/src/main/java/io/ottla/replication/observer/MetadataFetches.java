package io.ottla.replication.observer;

import io.ottla.base.Loop;
import io.ottla.replication.image.LogPosition;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.raft.FetchSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The door to {@link CommittedFeed} in Kafka's words: Fetch and FetchSnapshot of {@code __cluster_metadata}. From any thread. */
public final class MetadataFetches {
    public static final String TOPIC = "__cluster_metadata";
    /** The id every cluster's metadata log has. */
    public static final Uuid TOPIC_ID = Uuid.ONE;

    private static final int PARTITION = 0;

    private final CommittedFeed feed;
    private final Loop loop;

    public MetadataFetches(CommittedFeed feed, Loop loop) {
        this.feed = feed;
        this.loop = loop;
    }

    /** Does {@code request} ask for the metadata log? */
    public static boolean concerns(Fetch.Request request) {
        return request.topics().stream()
                .anyMatch(topic -> TOPIC_ID.equals(topic.topicId()) || TOPIC.equals(topic.topic()));
    }

    /** Answers once there is something to tell, or the request's wait is over; on the loop. */
    public CompletionStage<Fetch.Response> fetch(Fetch.Request request) {
        CompletableFuture<Fetch.Response> response = new CompletableFuture<>();
        Fetch.Topic topic = request.topics().get(0);
        if (request.topics().size() != 1 || topic.partitions().size() != 1) {
            response.complete(new Fetch.Response(0, ErrorCode.INVALID_REQUEST.code(), 0, List.of(), List.of()));
            return response;
        }
        Fetch.Partition partition = topic.partitions().get(0);
        var question = new CommittedFeed.Question(
                partition.fetchOffset(),
                Math.min(request.maxBytes(), partition.partitionMaxBytes()),
                Duration.ofMillis(Math.max(0, request.maxWaitMs())));
        onLoop(() -> feed.read(
                question,
                answer -> response.complete(new Fetch.Response(
                        0,
                        ErrorCode.NONE.code(),
                        0,
                        List.of(new Fetch.TopicResponse(topic.topic(), topic.topicId(), List.of(data(answer)))),
                        List.of()))));
        return response;
    }

    private static Fetch.PartitionData data(CommittedFeed.Answer answer) {
        Fetch.SnapshotId snapshot = answer.snapshot()
                .map(position -> new Fetch.SnapshotId(position.endOffset(), position.epoch()))
                .orElse(Fetch.SnapshotId.NONE);
        return new Fetch.PartitionData(
                PARTITION,
                ErrorCode.NONE.code(),
                answer.endOffset(),
                answer.endOffset(),
                answer.startOffset(),
                Fetch.EpochEndOffset.NONE,
                new Fetch.Leader(answer.leaderId(), answer.epoch()),
                snapshot,
                null,
                -1,
                new BytesPayload(joined(answer.batches())));
    }

    private static ByteBuffer joined(List<ByteBuffer> batches) {
        ByteBuffer all = ByteBuffer.allocate(
                batches.stream().mapToInt(ByteBuffer::remaining).sum());
        batches.forEach(all::put);
        return all.flip();
    }

    /** Answers on the loop. */
    public CompletionStage<FetchSnapshot.Response> fetchSnapshot(FetchSnapshot.Request request) {
        CompletableFuture<FetchSnapshot.Response> response = new CompletableFuture<>();
        boolean isOne = request.topics().size() == 1
                && request.topics().get(0).name().equals(TOPIC)
                && request.topics().get(0).partitions().size() == 1;
        if (isOne) {
            var partition = request.topics().get(0).partitions().get(0);
            onLoop(() -> response.complete(answer(ErrorCode.NONE, Optional.of(piece(partition, request.maxBytes())))));
        } else {
            response.complete(answer(ErrorCode.INVALID_REQUEST, Optional.empty()));
        }
        return response;
    }

    private FetchSnapshot.PartitionResponse piece(FetchSnapshot.Partition partition, int maxBytes) {
        FetchSnapshot.SnapshotId id = partition.snapshotId();
        return feed.piece(id.endOffset(), id.epoch(), partition.position(), maxBytes)
                .map(piece -> new FetchSnapshot.PartitionResponse(
                        PARTITION,
                        ErrorCode.NONE.code(),
                        id(piece.position()),
                        FetchSnapshot.Leader.NONE,
                        piece.sizeInBytes(),
                        partition.position(),
                        new BytesPayload(piece.bytes())))
                .orElseGet(() -> new FetchSnapshot.PartitionResponse(
                        PARTITION,
                        ErrorCode.SNAPSHOT_NOT_FOUND.code(),
                        id,
                        FetchSnapshot.Leader.NONE,
                        0,
                        partition.position(),
                        BytesPayload.EMPTY));
    }

    private static FetchSnapshot.SnapshotId id(LogPosition position) {
        return new FetchSnapshot.SnapshotId(position.endOffset(), position.epoch());
    }

    private static FetchSnapshot.Response answer(ErrorCode error, Optional<FetchSnapshot.PartitionResponse> partition) {
        return new FetchSnapshot.Response(
                0,
                error.code(),
                partition
                        .map(one -> List.of(new FetchSnapshot.TopicResponse(TOPIC, List.of(one))))
                        .orElse(List.of()),
                List.of());
    }

    private void onLoop(Runnable task) {
        if (loop.isInside()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
