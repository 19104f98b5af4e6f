package io.ottla.broker.handler.raft;

import io.ottla.base.Clock;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.raft.DescribeQuorum.Node;
import io.ottla.wire.message.raft.DescribeQuorum.PartitionResponse;
import io.ottla.wire.message.raft.DescribeQuorum.ReplicaState;
import io.ottla.wire.message.raft.DescribeQuorum.Request;
import io.ottla.wire.message.raft.DescribeQuorum.Response;
import io.ottla.wire.message.raft.DescribeQuorum.TopicResponse;
import java.util.List;

/**
 * Tells of the quorum behind the metadata log (KIP-595, KIP-836): here one voter, which leads and has everything. It listens to no
 * other controller, so it has no endpoint.
 */
public final class DescribeQuorumHandler implements Handler<Request, Response> {
    private static final String METADATA_TOPIC = "__cluster_metadata";

    private static final int FIRST_WITH_NODES = 2;

    private final Self self;
    private final CommittedImage image;
    private final Clock clock;

    /**
     * The only voter.
     *
     * @param directoryId of the directory its metadata log is in
     */
    public record Self(int nodeId, Uuid directoryId) {}

    public DescribeQuorumHandler(Self self, CommittedImage image, Clock clock) {
        this.self = self;
        this.image = image;
        this.clock = clock;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        context.reply(
                asksForMetadata(request)
                        ? quorum(context.version())
                        : ofEach(request, ErrorCode.NONE, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION));
    }

    private static boolean asksForMetadata(Request request) {
        return request.topics().size() == 1
                && request.topics().get(0).topicName().equals(METADATA_TOPIC)
                && request.topics().get(0).partitions().size() == 1
                && request.topics().get(0).partitions().get(0).partitionIndex() == 0;
    }

    private Response quorum(int version) {
        var namesNodes = version >= FIRST_WITH_NODES;
        var position = image.current().position();
        long nowMs = clock.wallMs();
        var voter = new ReplicaState(
                self.nodeId(), namesNodes ? self.directoryId() : Uuid.ZERO, position.endOffset(), nowMs, nowMs);
        var partition = new PartitionResponse(
                0,
                ErrorCode.NONE.code(),
                "",
                self.nodeId(),
                position.epoch(),
                position.endOffset(),
                List.of(voter),
                List.of());
        return new Response(
                ErrorCode.NONE.code(),
                "",
                List.of(new TopicResponse(METADATA_TOPIC, List.of(partition))),
                namesNodes ? List.of(new Node(self.nodeId(), List.of())) : List.of());
    }

    private static Response ofEach(Request request, ErrorCode ofAll, ErrorCode error) {
        return new Response(
                ofAll.code(),
                ofAll.message(),
                request.topics().stream()
                        .map(topic -> new TopicResponse(
                                topic.topicName(),
                                topic.partitions().stream()
                                        .map(partition -> refused(partition.partitionIndex(), error))
                                        .toList()))
                        .toList(),
                List.of());
    }

    private static PartitionResponse refused(int index, ErrorCode error) {
        return new PartitionResponse(index, error.code(), error.message(), 0, 0, 0, List.of(), List.of());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return ofEach(request, error, error);
    }
}
