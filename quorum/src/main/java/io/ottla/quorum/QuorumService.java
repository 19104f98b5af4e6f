package io.ottla.quorum;

import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
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
    private final VoterRpcType.Self self;
    private final Consumer<String> onStranger;
    private volatile boolean isOpen;

    /** @param onStranger told if others say that this node is not the voter they know */
    QuorumService(RaftServer server, Executor executor, VoterRpcType.Self self, Consumer<String> onStranger) {
        this.server = server;
        this.executor = executor;
        this.self = self;
        this.onStranger = onStranger;
    }

    /** Takes what comes from now on; what came before was refused, as Ratis complains at length of what comes too early. */
    void open() {
        isOpen = true;
    }

    /** Whatever comes from now on is refused. */
    void stop() {
        isOpen = false;
    }

    /**
     * Takes a message of {@link QuorumTransport#send}. Returns at once and never fails: what cannot be answered is answered with a
     * refusal.
     *
     * @param message read later, on another thread: nobody writes into it again
     */
    public CompletionStage<ByteBuffer> handle(byte kind, ByteBuffer message) {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        if (!isOpen) {
            answer.complete(refused("this voter is not running"));
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
            ByteBuffer body = message.slice();
            if (body.remaining() < Kind.HEAD_BYTES) {
                throw new IOException("a message of " + body.remaining() + " bytes");
            }
            int nodeId = body.getInt();
            Uuid voterId = new Uuid(body.getLong(), body.getLong());
            if (!self.met().knows(nodeId, voterId)) {
                answer.complete(refused(Kind.strangerLine(nodeId)));
                return;
            }
            ask(kind, body)
                    .whenComplete((reply, failure) ->
                            answer.complete(failure == null ? answered(reply) : refused(failure.toString())));
        } catch (IOException | RuntimeException e) {
            answer.complete(refused(e.toString()));
        }
    }

    private CompletionStage<? extends MessageLite> ask(byte kind, ByteBuffer bytes) throws IOException {
        return switch (kind) {
            case Kind.REQUEST_VOTE ->
                CompletableFuture.completedFuture(server.requestVote(RequestVoteRequestProto.parseFrom(bytes)));
            case Kind.APPEND_ENTRIES -> server.appendEntriesAsync(AppendEntriesRequestProto.parseFrom(bytes));
            case Kind.INSTALL_SNAPSHOT ->
                CompletableFuture.completedFuture(server.installSnapshot(InstallSnapshotRequestProto.parseFrom(bytes)));
            case Kind.START_ELECTION ->
                CompletableFuture.completedFuture(
                        server.startLeaderElection(StartLeaderElectionRequestProto.parseFrom(bytes)));
            case Kind.STRANGER -> {
                String line = StandardCharsets.UTF_8.decode(bytes).toString();
                onStranger.accept(line);
                throw new IOException(line);
            }
            default -> throw new IOException("no message of kind " + kind + " is known here");
        };
    }

    private ByteBuffer answered(MessageLite reply) {
        return Kind.answer(Kind.ANSWERED, self.voterId(), reply.toByteArray());
    }

    private ByteBuffer refused(String why) {
        return Kind.answer(Kind.REFUSED, self.voterId(), why.getBytes(StandardCharsets.UTF_8));
    }
}
