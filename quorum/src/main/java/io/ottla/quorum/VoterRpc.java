package io.ottla.quorum;

import io.ottla.wire.Uuid;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.thirdparty.com.google.protobuf.Parser;

/** Sends what Ratis has to say to the other voters, and waits for the answer. Called on Ratis' own threads, one for each peer. */
final class VoterRpc implements RaftServerRpc {
    /** A peer that refuses a snapshot is asked again at once by Ratis; so often is often enough. */
    private static final long BREATH_MS = 100;

    private final RpcType type;
    private final VoterRpcType.Link link;

    VoterRpc(RpcType type, VoterRpcType.Link link) {
        this.type = type;
        this.link = link;
    }

    @Override
    public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
        return ask(Kind.REQUEST_VOTE, request.getServerRequest(), request, RequestVoteReplyProto.parser());
    }

    @Override
    public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request) throws IOException {
        return ask(Kind.APPEND_ENTRIES, request.getServerRequest(), request, AppendEntriesReplyProto.parser());
    }

    @Override
    public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request) throws IOException {
        try {
            return ask(Kind.INSTALL_SNAPSHOT, request.getServerRequest(), request, InstallSnapshotReplyProto.parser());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            breathe();
            throw e;
        }
    }

    @Override
    public StartLeaderElectionReplyProto startLeaderElection(StartLeaderElectionRequestProto request)
            throws IOException {
        return ask(Kind.START_ELECTION, request.getServerRequest(), request, StartLeaderElectionReplyProto.parser());
    }

    private <R> R ask(byte kind, RaftRpcRequestProto head, MessageLite request, Parser<R> parser) throws IOException {
        int nodeId = Voters.nodeId(RaftPeerId.valueOf(head.getReplyId()));
        VoterRpcType.Self self = link.self();
        ByteBuffer message = Kind.message(self.nodeId(), self.voterId(), request.toByteArray());
        CompletableFuture<ByteBuffer> answer = link.transport().send(nodeId, kind, message);
        try {
            return read(nodeId, answer.get(link.patienceMs(), TimeUnit.MILLISECONDS), parser);
        } catch (ExecutionException e) {
            throw new IOException("node " + nodeId + " is not reached: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("node " + nodeId + " has not answered within " + link.patienceMs() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for node " + nodeId);
        }
    }

    private <R> R read(int nodeId, ByteBuffer answer, Parser<R> parser) throws IOException {
        ByteBuffer rest = answer.slice();
        if (rest.remaining() < 1 + 2 * Long.BYTES) {
            throw new IOException("node " + nodeId + " has sent an answer of " + rest.remaining() + " bytes");
        }
        byte status = rest.get();
        Uuid voterId = new Uuid(rest.getLong(), rest.getLong());
        if (status != Kind.ANSWERED) {
            throw new IOException("node " + nodeId + " refuses: " + StandardCharsets.UTF_8.decode(rest));
        }
        if (!link.self().met().knows(nodeId, voterId)) {
            tellStranger(nodeId);
            throw new IOException(Kind.strangerLine(nodeId));
        }
        return parser.parseFrom(rest);
    }

    /** It cannot know by itself. Nobody waits for what it says to that. */
    private void tellStranger(int nodeId) {
        byte[] line = Kind.strangerLine(nodeId).getBytes(StandardCharsets.UTF_8);
        var unused = link.transport()
                .send(
                        nodeId,
                        Kind.STRANGER,
                        Kind.message(link.self().nodeId(), link.self().voterId(), line));
    }

    private static void breathe() throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(BREATH_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped before the next attempt");
        }
    }

    @Override
    public RpcType getRpcType() {
        return type;
    }

    /** Nobody listens here: what arrives comes through {@link QuorumService}. */
    @Override
    public InetSocketAddress getInetSocketAddress() {
        return InetSocketAddress.createUnresolved("node-" + link.self().nodeId(), 0);
    }

    @Override
    public void addRaftPeers(Collection<RaftPeer> peers) {}

    @Override
    public void handleException(RaftPeerId serverId, Exception e, boolean reconnect) {}

    @Override
    public void start() {}

    @Override
    public void close() {}
}
