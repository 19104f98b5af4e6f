package io.ottla.broker.handler.raft;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.raft.DescribeQuorum;
import io.ottla.wire.message.raft.DescribeQuorum.Node;
import io.ottla.wire.message.raft.DescribeQuorum.PartitionResponse;
import io.ottla.wire.message.raft.DescribeQuorum.ReplicaState;
import io.ottla.wire.message.raft.DescribeQuorum.Request;
import io.ottla.wire.message.raft.DescribeQuorum.Response;
import io.ottla.wire.message.raft.DescribeQuorum.TopicResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tells of the quorum behind the metadata log (KIP-595, KIP-836): who votes, who leads, how far each has come. */
public final class DescribeQuorumHandler implements Handler<Request, Response> {
    private static final String METADATA_TOPIC = "__cluster_metadata";

    private static final int FIRST_WITH_NODES = 2;

    private final Quorum quorum;

    /** Who knows. Any thread. */
    public interface Quorum {
        /** How the quorum stands; fails if nobody here can say. */
        CompletionStage<Described> describe();
    }

    /** The quorum as its leader sees it; leader -1 if there is none. */
    public record Described(int leaderId, int epoch, long highWatermark, List<Voter> voters) {}

    /**
     * A voter; a time is -1 if it is not known.
     *
     * @param directoryId of the directory its metadata log is in
     * @param listeners where it listens to other controllers
     */
    public record Voter(
            int nodeId,
            Uuid directoryId,
            long endOffset,
            long lastFetchMs,
            long lastCaughtUpMs,
            List<DescribeQuorum.Listener> listeners) {}

    public DescribeQuorumHandler(Quorum quorum) {
        this.quorum = quorum;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (!asksForMetadata(request)) {
            context.reply(ofEach(request, ErrorCode.NONE, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION));
            return;
        }
        var unused = quorum.describe()
                .whenComplete((described, failure) -> context.reply(
                        described == null
                                ? ofEach(request, ErrorCode.NONE, ErrorCode.NOT_LEADER_OR_FOLLOWER)
                                : shape(described, context.version())));
    }

    private static boolean asksForMetadata(Request request) {
        return request.topics().size() == 1
                && request.topics().get(0).topicName().equals(METADATA_TOPIC)
                && request.topics().get(0).partitions().size() == 1
                && request.topics().get(0).partitions().get(0).partitionIndex() == 0;
    }

    private static Response shape(Described quorum, int version) {
        var namesNodes = version >= FIRST_WITH_NODES;
        var voters = quorum.voters().stream()
                .map(voter -> new ReplicaState(
                        voter.nodeId(),
                        namesNodes ? voter.directoryId() : Uuid.ZERO,
                        voter.endOffset(),
                        voter.lastFetchMs(),
                        voter.lastCaughtUpMs()))
                .toList();
        var partition = new PartitionResponse(
                0,
                ErrorCode.NONE.code(),
                "",
                quorum.leaderId(),
                quorum.epoch(),
                quorum.highWatermark(),
                voters,
                List.of());
        var nodes = quorum.voters().stream()
                .map(voter -> new Node(voter.nodeId(), voter.listeners()))
                .toList();
        return new Response(
                ErrorCode.NONE.code(),
                "",
                List.of(new TopicResponse(METADATA_TOPIC, List.of(partition))),
                namesNodes ? nodes : List.of());
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
