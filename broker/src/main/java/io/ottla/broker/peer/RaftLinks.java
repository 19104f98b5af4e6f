package io.ottla.broker.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.ottla.broker.net.NettyLoop;
import io.ottla.replication.peer.PeerFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** From this controller to the others, see {@link RaftFrames}. Any thread. */
public final class RaftLinks {
    private static final byte TAKEN = 0;

    private final NettyLoop loop;
    private final Means means;
    private final String clusterId;
    private final Duration patience;
    private final Map<Integer, Link> links = new HashMap<>();

    /** @param patience after which an answer no longer counts */
    public RaftLinks(
            Iterable<NettyPeers.Controller> targets, NettyLoop loop, Means means, String clusterId, Duration patience) {
        this.loop = loop;
        this.means = means;
        this.clusterId = clusterId;
        this.patience = patience;
        for (NettyPeers.Controller each : targets) {
            var place = new Link.Place(each.host(), each.port(), "controller " + each.nodeId());
            links.put(each.nodeId(), new Link(place, loop, means));
        }
    }

    /** Sends a message; the answer fails if the node cannot be reached, refuses, or is silent for too long. */
    public CompletableFuture<ByteBuffer> send(int nodeId, byte kind, ByteBuffer message) {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        Link link = links.get(nodeId);
        if (link == null) {
            answer.completeExceptionally(new IOException("nobody knows where node " + nodeId + " is"));
            return answer;
        }
        loop.execute(() -> {
            ByteBuf frame = RaftFrames.request(means.allocator(), link.nextCorrelationId(), clusterId, kind, message);
            link.send(frame, patience, new Waiting(nodeId, answer));
        });
        return answer;
    }

    private record Waiting(int nodeId, CompletableFuture<ByteBuffer> answer) implements Link.Reply {
        @Override
        public void answered(ByteBuf frame) {
            byte refused = frame.readByte();
            byte[] body = new byte[frame.readableBytes()];
            frame.readBytes(body);
            if (refused == TAKEN) {
                answer.complete(ByteBuffer.wrap(body));
            } else {
                answer.completeExceptionally(new IOException("node " + nodeId + ": " + new String(body, UTF_8)));
            }
        }

        @Override
        public void failed(PeerFailure failure) {
            answer.completeExceptionally(new IOException("node " + nodeId + " is not there: " + failure));
        }
    }

    /** Nothing is sent any more. On the loop. */
    public void close() {
        links.values().forEach(Link::close);
    }
}
