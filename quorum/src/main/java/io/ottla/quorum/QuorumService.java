package io.ottla.quorum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;

/** Takes what other voters send to this one. May be called from any thread; the work is done on threads of its own. */
public final class QuorumService {
    private final RaftServer server;
    private final Executor executor;
    private volatile boolean hasStopped;

    QuorumService(RaftServer server, Executor executor) {
        this.server = server;
        this.executor = executor;
    }

    /** Whatever comes from now on is refused. */
    void stop() {
        hasStopped = true;
    }

    /**
     * Takes a message of {@link QuorumTransport#send}. Returns at once and never fails: what cannot be answered is answered with a
     * refusal.
     *
     * @param message read later, on another thread: nobody writes into it again
     */
    public CompletionStage<ByteBuffer> handle(byte kind, ByteBuffer message) {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        if (hasStopped) {
            answer.complete(refused("this voter has stopped"));
            return answer;
        }
        try {
            executor.execute(() -> take(kind, message, answer));
        } catch (RejectedExecutionException e) {
            answer.complete(refused("this voter has stopped"));
        }
        return answer;
    }

    /** Ratis says no with exceptions of many kinds, and a message that is not one ends here as well. */
    private void take(byte kind, ByteBuffer message, CompletableFuture<ByteBuffer> answer) {
        try {
            ask(kind, message)
                    .whenComplete((reply, failure) ->
                            answer.complete(failure == null ? answered(reply) : refused(failure.toString())));
        } catch (IOException | RuntimeException e) {
            answer.complete(refused(e.toString()));
        }
    }

    private CompletionStage<? extends MessageLite> ask(byte kind, ByteBuffer message) throws IOException {
        ByteBuffer bytes = message.duplicate();
        return switch (kind) {
            case Kind.REQUEST_VOTE ->
                CompletableFuture.completedFuture(server.requestVote(RequestVoteRequestProto.parseFrom(bytes)));
            case Kind.APPEND_ENTRIES -> server.appendEntriesAsync(AppendEntriesRequestProto.parseFrom(bytes));
            case Kind.INSTALL_SNAPSHOT ->
                CompletableFuture.completedFuture(server.installSnapshot(InstallSnapshotRequestProto.parseFrom(bytes)));
            case Kind.START_ELECTION ->
                CompletableFuture.completedFuture(
                        server.startLeaderElection(StartLeaderElectionRequestProto.parseFrom(bytes)));
            default -> throw new IOException("no message of kind " + kind + " is known here");
        };
    }

    private static ByteBuffer answered(MessageLite reply) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + reply.getSerializedSize());
        return bytes.put(Kind.ANSWERED).put(reply.toByteArray()).flip();
    }

    private static ByteBuffer refused(String why) {
        byte[] text = why.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(Kind.REFUSED).put(text).flip();
    }
}
